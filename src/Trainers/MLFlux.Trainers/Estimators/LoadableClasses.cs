using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;
using MLFlux.Estimators;
using MLFlux.MLNet;

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

[assembly: LoadableClass(typeof(TextPairTransformer), typeof(TransformerLoader<TextPairTransformer>), null,
    typeof(SignatureLoadModel), "Pairs of texts", TextPairTransformer.LoaderSignature)]
[assembly: LoadableClass(typeof(IRowMapper), typeof(TransformerLoader<TextPairTransformer>), null,
    typeof(SignatureLoadRowMapper), "Pairs of texts", TextPairTransformer.LoaderSignature)]

[assembly: LoadableClass(typeof(WordLabelsTransformer), typeof(TransformerLoader<WordLabelsTransformer>), null,
    typeof(SignatureLoadModel), "Labels of words", WordLabelsTransformer.LoaderSignature)]
[assembly: LoadableClass(typeof(IRowMapper), typeof(TransformerLoader<WordLabelsTransformer>), null,
    typeof(SignatureLoadRowMapper), "Labels of words", WordLabelsTransformer.LoaderSignature)]
