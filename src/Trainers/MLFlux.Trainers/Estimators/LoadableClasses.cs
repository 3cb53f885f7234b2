using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;

[assembly: LoadableClass(
    typeof(NeuralNetworkTransformer),
    typeof(NeuralNetworkTransformer),
    null,
    typeof(SignatureLoadModel),
    "MLFlux neural network",
    NeuralNetworkTransformer.LoaderSignature)]

[assembly: LoadableClass(
    typeof(IDataTransform),
    typeof(NeuralNetworkTransformer),
    null,
    typeof(SignatureLoadDataTransform),
    "MLFlux neural network",
    NeuralNetworkTransformer.LoaderSignature)]

[assembly: LoadableClass(
    typeof(ExplanationTransformer),
    typeof(ExplanationTransformer),
    null,
    typeof(SignatureLoadModel),
    "MLFlux explanation",
    ExplanationTransformer.LoaderSignature)]
