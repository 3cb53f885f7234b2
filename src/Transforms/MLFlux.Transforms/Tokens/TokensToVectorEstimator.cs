using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Tokens;

namespace MLFlux;

/// <summary>Learns a vocabulary from text, or reads one from a file. Immutable, and safe for any thread.</summary>
/// <seealso cref="TokenCatalog.TokensToVector"/>
public sealed class TokensToVectorEstimator : IEstimator<TokensToVectorTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly string _output;
    private readonly string _input;
    private readonly TokensToVectorOptions _options;

    internal TokensToVectorEstimator(
        IHostEnvironment environment, string outputColumnName, string inputColumnName, TokensToVectorOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName);
        (_environment, _output, _input, _options) = (environment, outputColumnName, inputColumnName, options);
    }

    /// <summary>Reads the rows once; none where the vocabulary comes from a file.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing, or no text.</exception>
    /// <exception cref="InvalidOperationException">There is nothing to learn: no row has a token as often as was asked for.</exception>
    /// <exception cref="FileNotFoundException">There is no file of the vocabulary.</exception>
    /// <exception cref="IOException">The file of the vocabulary cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The file holds a vocabulary of a kind that is not read, or is damaged; the message names file and kind.
    /// </exception>
    /// <exception cref="OperationCanceledException">The context was told to cancel.</exception>
    public TokensToVectorTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DataViewSchema.Column column = input.Schema.Find(_input);
        if (column.Type is not TextDataViewType)
            throw SchemaErrors.WrongType(column.Name, TokensToVectorTransformer.ExpectedType, column.Type.ToString()!);

        TextTokenizer tokenizer = _options.WordPieces is { } pieces ? new WordPieceTokens(pieces, _options.IgnoreCase)
            : _options.VocabularyPath is string path
            ? VocabularyFile.Read(path, _options.IgnoreCase)
            : VocabularyLearner.Learn(input, column, _options, _environment.ThrowIfCancelled);
        return new TokensToVectorTransformer(
            _environment, _output, _input, tokenizer, new TokenFit(_options.Length, _options.CutAt, _options.PadAt));
    }

    /// <summary>The columns that the transformer will give for data of this shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing, or no text.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        SchemaShape.Column input = inputSchema.Find(_input);
        if (input.Kind != SchemaShape.Column.VectorKind.Scalar || input.IsKey || input.ItemType is not TextDataViewType)
            throw SchemaErrors.WrongType(input.Name, TokensToVectorTransformer.ExpectedType, input.TypeName());

        return inputSchema.With(SchemaShapes.Column(
            _output, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.UInt32, isKey: true,
            annotations: [SchemaShapes.KeyTexts, PaddingAnnotation.Shape]));
    }
}
