using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Experiments;

namespace MLFlux.Tests.Pipelines;

/// <summary>The constant baseline, which counts how many of its models were disposed of.</summary>
internal sealed record CountedBaseline : Baseline
{
    public int Disposed { get; private set; }

    /// <summary>The column of features for trees in the rows that it learned from.</summary>
    public string? TreeFeatures { get; private set; }

    internal override string NameFor(ExperimentTask task) => "counted";

    internal override ITransformer Fit(MLContext ml, PreparedRows rows, FitBudget budget)
    {
        TreeFeatures = rows.TreeFeatures;
        return new Model(Baselines.Constant.Fit(ml, rows, budget), () => Disposed++);
    }

    private sealed class Model(ITransformer inner, Action disposed) : ITransformer, IDisposable
    {
        public bool IsRowToRowMapper => inner.IsRowToRowMapper;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inner.GetOutputSchema(inputSchema);

        public IDataView Transform(IDataView input) => inner.Transform(input);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => inner.GetRowToRowMapper(inputSchema);

        public void Save(ModelSaveContext ctx) => inner.Save(ctx);

        public void Dispose() => disposed();
    }
}
