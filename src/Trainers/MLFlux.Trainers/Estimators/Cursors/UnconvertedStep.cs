using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;

namespace MLFlux.Estimators;

/// <summary>
/// Names the step of a pipeline that ML.NET has no operators of ONNX for. Its converter drops such a step, and ends in one behind that
/// looks for the step's column, with that column's name alone.
/// </summary>
internal static class UnconvertedStep
{
    /// <summary>Looks at the steps before a network, the last first, as the converter does.</summary>
    /// <param name="context">The graph that the converter is about to make.</param>
    /// <param name="view">The rows that the network reads.</param>
    /// <param name="columns">The columns that it reads.</param>
    /// <exception cref="NotSupportedException">What it reads is made of what such a step makes.</exception>
    public static void Check(OnnxContext context, IDataView view, IReadOnlyCollection<string> columns)
    {
        HashSet<string> needed = [.. columns];
        while (view is IDataTransform step)
        {
            string[] sources = [.. Sources(step, needed)];
            if (!(step is ITransformCanSaveOnnx form && form.CanSaveOnnx(context))
                && needed.FirstOrDefault(name => !sources.Contains(name) && !columns.Contains(name)) is string lost)
            {
                throw new NotSupportedException(
                    $"Column '{lost}' is made by a step that ML.NET has no operators of ONNX for, such as NormalizeText, also within "
                    + $"FeaturizeText; {string.Join(", ", columns.Select(name => $"'{name}'"))}, which the network reads, is made of it. "
                    + "Make words by TokenizeIntoWords, MapValueToKey and ProduceNgrams, which have a form, or write the network by "
                    + $"{nameof(NeuralNetworkTransformer.ExportToOnnx)} alone.");
            }

            needed = [.. sources];
            view = step.Source;
        }
    }

    /// <summary>The columns that a step makes columns of.</summary>
    private static IEnumerable<string> Sources(IDataTransform step, HashSet<string> columns) => step is IRowToRowMapper mapper
        ? mapper.GetDependencies(step.Schema.Where(column => !column.IsHidden && columns.Contains(column.Name)))
            .Select(column => column.Name)
        : columns.Where(name => step.Source.Schema.GetColumnOrNull(name) is not null);
}
