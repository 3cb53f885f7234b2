using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Promises;

/// <summary>The network that is checked: how it is fitted, and its first fit, which all promises share.</summary>
internal sealed class ContractSubject(
    Func<NeuralNetworkOptions, IEstimator<NeuralNetworkTransformer>> trainer, IDataView rows, NeuralNetworkOptions options) : IDisposable
{
    private NeuralNetworkTransformer? _first;

    public IDataView Rows => rows;

    public NeuralNetworkOptions Options => options;

    /// <summary>The first fit.</summary>
    public NeuralNetworkTransformer First => _first ??= Fit(options);

    public NeuralNetworkTransformer Fit(NeuralNetworkOptions asked) => trainer(asked).Fit(rows);

    public NeuralNetworkTransformer Fit(IDataView others) => trainer(options).Fit(others);

    /// <summary>The scores of rows, a vector for each.</summary>
    public static float[][] Scores(ITransformer model, IDataView data)
    {
        IDataView scored = model.Transform(data);
        return scored.Schema[ScoreColumn].Type is VectorDataViewType
            ? [.. scored.GetColumn<float[]>(ScoreColumn)]
            : [.. scored.GetColumn<float>(ScoreColumn).Select(score => new[] { score })];
    }

    public void Dispose() => _first?.Dispose();

    private const string ScoreColumn = "Score";
}
