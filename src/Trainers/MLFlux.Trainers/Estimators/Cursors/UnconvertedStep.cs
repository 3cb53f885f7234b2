using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;

namespace MLFlux.Estimators;

/// <summary>
/// Names the step of a pipeline that ML.NET has no operators of ONNX for. Its converter drops such a step with all steps before it, and
/// takes the columns of the first rows for those of the same name that these steps make.
/// </summary>
internal static class UnconvertedStep
{
    /// <summary>Looks at the steps before a network, the last first, as the converter does.</summary>
    /// <param name="context">The graph that the converter is about to make.</param>
    /// <param name="view">The rows that the network reads.</param>
    /// <param name="columns">The columns that it reads.</param>
    /// <exception cref="NotSupportedException">What it reads is made of what such a step, or one before that, makes.</exception>
    public static void Check(OnnxContext context, IDataView view, IReadOnlyCollection<string> columns)
    {
        HashSet<string> needed = [.. columns];
        while (view is IDataTransform step)
        {
            if (!(step is ITransformCanSaveOnnx form && form.CanSaveOnnx(context)))
            {
                Refuse(step, needed, columns);
                return;
            }

            needed = [.. Sources(step, needed)];
            view = step.Source;
        }
    }

    /// <summary>Refuses columns that are not those of the first rows.</summary>
    private static void Refuse(IDataTransform dropped, HashSet<string> needed, IReadOnlyCollection<string> columns)
    {
        (string Name, IDataTransform Maker)[] lost = [.. needed.Select(name => (Name: name, Maker: Maker(dropped, name)))
            .Where(column => column.Maker is not null).Select(column => (column.Name, column.Maker!))
            .OrderBy(column => column.Item2 != dropped)];
        if (lost is not [(string name, IDataTransform maker), ..])
            return;
        string read = columns.Contains(name) ? ", which the network reads,"
            : $", of which {string.Join(", ", columns.Select(column => $"'{column}'"))} is made that the network reads,";
        const string Kind = "that ML.NET has no operators of ONNX for";
        string what = maker == dropped && ReadsText(dropped, name)
            ? $"is made by a step {Kind}, such as NormalizeText, also within FeaturizeText. Make words by TokenizeIntoWords, MapValueToKey "
                + "and ProduceNgrams, which have a form,"
            : maker == dropped ? $"is made by a step {Kind}. Make it before, and give ConvertToOnnx rows that have it,"
            : $"is made before a step {Kind}: {Made(dropped)}. ML.NET's converter drops all before such a step. Put that step first, or "
                + "leave it out,";
        throw new NotSupportedException(
            $"Column '{name}'{read} {what} or write the network by {nameof(NeuralNetworkTransformer.ExportToOnnx)} alone.");
    }

    /// <summary>The step, this one or one before it, that makes a column; null where the column is of the first rows.</summary>
    private static IDataTransform? Maker(IDataView view, string name)
    {
        while (view is IDataTransform step)
        {
            if (!PassesOn(step, name))
                return step;
            view = step.Source;
        }

        return null;
    }

    /// <summary>
    /// Whether a column is that of the step's source. A step from row to row adds its columns behind those of its source, also in place of
    /// one of the same name; one that adds none chooses among them.
    /// </summary>
    private static bool PassesOn(IDataTransform step, string name)
    {
        DataViewSchema before = step.Source.Schema, after = step.Schema;
        return ReferenceEquals(before, after)
            || (step is IRowToRowMapper && before.GetColumnOrNull(name) is { } source
                && (after.Count <= before.Count || after[name].Index == source.Index));
    }

    private static string Made(IDataTransform step) =>
        step.Schema.FirstOrDefault(column => !column.IsHidden && !PassesOn(step, column.Name)) is { Name: { } name }
            ? $"the one that makes '{name}'" : "one that makes no column";

    private static bool ReadsText(IDataTransform step, string name) =>
        Sources(step, [name]).Any(source => step.Source.Schema.GetColumnOrNull(source)?.Type.GetItemType() is TextDataViewType);

    /// <summary>The columns that a step makes columns of.</summary>
    private static IEnumerable<string> Sources(IDataTransform step, HashSet<string> columns) => step is IRowToRowMapper mapper
        ? mapper.GetDependencies(step.Schema.Where(column => !column.IsHidden && columns.Contains(column.Name)))
            .Select(column => column.Name)
        : columns.Where(name => step.Source.Schema.GetColumnOrNull(name) is not null);
}
