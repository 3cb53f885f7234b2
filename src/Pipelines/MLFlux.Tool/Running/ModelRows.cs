using Microsoft.ML;
using MLFlux.Progress;

namespace MLFlux.Tool.Running;

/// <summary>Rows that a command gives to a model, and the steps it shows meanwhile.</summary>
/// <param name="Input">Where the rows come from.</param>
/// <param name="Data">The rows.</param>
/// <param name="Steps">Shows what is done, and how many rows have gone by.</param>
internal sealed record ModelRows(TableInput Input, DataSource Data, StepConsole Steps) : IDisposable
{
    /// <summary>Waits for the data, and finds out how to read them.</summary>
    public static ModelRows Open(
        MLContext ml, LoadedModel model, DataRequest request, bool needsLabel, char? separator, bool skipUnreadable,
        CancellationToken cancellation)
    {
        var counter = new RowCounter(cancellation);
        var steps = new StepConsole(counter);
        TableInput input = steps.Watch("waiting for the data", () => TableInput.Open(request, !model.TakesImages, cancellation));
        try
        {
            return new ModelRows(input, steps.Watch($"reading {input.Name}", () =>
                LaterData.For(ml, input, model, needsLabel, separator, skipUnreadable, counter)), steps);
        }
        catch
        {
            input.Dispose();
            throw;
        }
    }

    public void Dispose() => Input.Dispose();
}
