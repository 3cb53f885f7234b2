using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Tokens;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLFlux.Estimators;

/// <summary>Two texts become the keys of their tokens, side by side in one vector. Nothing is learned.</summary>
/// <param name="environment">The context.</param>
/// <param name="output">The column that is added.</param>
/// <param name="first">The column of the first text.</param>
/// <param name="second">The column of the second text.</param>
/// <param name="options">How texts become tokens; the vocabulary is given.</param>
internal sealed class TextPairEstimator(
    IHostEnvironment environment, string output, string first, string second, TokensToVectorOptions options)
    : IEstimator<TextPairTransformer>
{
    public TextPairTransformer Fit(IDataView input)
    {
        GetOutputSchema(SchemaShape.Create(input.Schema));
        return new TextPairTransformer(
            environment, output, first, second, BackboneTokenizer.Create(options),
            new TokenFit(options.Length, options.CutAt, options.PadAt));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        foreach (string name in (string[])[first, second])
        {
            SchemaShape.Column input = inputSchema.Find(name);
            if (input.Kind != VectorKind.Scalar || input.IsKey || input.ItemType is not TextDataViewType)
                throw SchemaErrors.WrongType(name, TokensToVectorTransformer.ExpectedType, input.TypeName());
        }

        return inputSchema.With(SchemaShapes.Column(
            output, VectorKind.Vector, NumberDataViewType.UInt32, isKey: true, annotations: [SchemaShapes.KeyTexts]));
    }
}
