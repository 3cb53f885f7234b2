using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLFlux.Onnx;

namespace MLFlux.Estimators;

/// <summary>The columns of each head, called by it: <c>Price.Score</c>, <c>Sold.PredictedLabel</c>.</summary>
internal sealed class MultiTaskColumns : TaskColumns
{
    private readonly OutputLayout _outputs;
    private readonly IReadOnlyList<TaskColumns> _columns;
    private readonly (int Head, int Column)[] _places;

    /// <param name="outputs">The heads.</param>
    /// <param name="columns">The columns of each.</param>
    public MultiTaskColumns(OutputLayout outputs, IReadOnlyList<TaskColumns> columns)
    {
        _outputs = outputs;
        _columns = columns;
        _places = [.. columns.SelectMany((own, head) => own.Columns(setId: 0).Select((_, column) => (head, column)))];
    }

    /// <summary>The column of a head.</summary>
    public static string NameOf(string head, string column) => $"{head}.{column}";

    /// <summary>The columns of a head, as those of a model of one task are called.</summary>
    public TaskColumns Of(int head) => _columns[head];

    public override TaskColumns WithThreshold(float score) => throw new InvalidOperationException(
        $"A decision threshold is for yes and no, and this model has several heads, {_outputs.Names}. Take one of yes and no first: "
        + $"model.Head(\"{_outputs.Heads[0].Name}\").");

    public override void Finish(Span<float> scores, int rows)
    {
        int width = scores.Length / rows;
        for (int row = 0; row < rows; row++)
        {
            foreach ((ModelHead head, TaskColumns columns) in _outputs.Heads.Zip(_columns))
            {
                Span<float> own = scores.Slice((row * width) + head.Start, head.Width);
                if (head.Temperature is double temperature)
                    TensorPrimitives.Divide(own, (float)temperature, own);
                columns.Finish(own, 1);
            }
        }
    }

    public override Delegate CreateGetter(int column, IRowScores scores)
    {
        (int head, int own) = _places[column];
        return _columns[head].CreateGetter(own, new HeadScores(scores, _outputs.Heads[head]));
    }

    public override IReadOnlyList<OnnxOutput> Export(string scores, OnnxGraph graph, bool keepsKeys) =>
        [.. _outputs.Heads.Zip(_columns).SelectMany(head => Export(head.First, head.Second, scores, graph, keepsKeys))];

    public override void Save(IHostEnvironment environment, BinaryWriter writer)
    {
        foreach (TaskColumns columns in _columns)
            columns.Save(environment, writer);
    }

    internal override IEnumerable<DataViewSchema.DetachedColumn> Columns(uint setId) =>
        _outputs.Heads.Zip(_columns).SelectMany((head, place) => head.Second.Columns(setId + (uint)place).Select(column =>
            new DataViewSchema.DetachedColumn(NameOf(head.First.Name, column.Name), column.Type, column.Annotations)));

    private static IEnumerable<OnnxOutput> Export(
        ModelHead head, TaskColumns columns, string scores, OnnxGraph graph, bool keepsKeys)
    {
        string own = graph.Slice(scores, axis: 1, head.Start, head.Start + head.Width);
        if (head.Temperature is double temperature)
            own = graph.Divide(own, graph.Number(temperature));
        return columns.Export(own, graph, keepsKeys).Select(output => output with { Name = NameOf(head.Name, output.Name) });
    }
}
