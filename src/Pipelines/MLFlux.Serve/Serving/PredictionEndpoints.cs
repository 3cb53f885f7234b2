using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MLFlux.Guarding;
using MLFlux.Monitoring;
using MLFlux.Paths;
using MLFlux.Prediction;
using MLFlux.Served;

namespace MLFlux.Serving;

/// <summary><c>POST /predict</c> and <c>POST /explain</c>: one row gives one answer, an array of rows an array.</summary>
internal sealed class PredictionEndpoints(ServedModel model, RequestQueue queue, ServiceMetrics metrics, ModelServiceOptions options)
{
    /// <summary>More rows at once gain nothing, and make the requests before them wait.</summary>
    private const int MostTogether = 256;

    private readonly RowsReader _reader = new(model, options);
    private readonly AnswerWriter _answers = new(model);
    private readonly RowGatherer _gatherer = new(rows => Together(model, metrics, rows), MostTogether, Environment.ProcessorCount);

    public void MapTo(IEndpointRouteBuilder routes)
    {
        routes.MapPost(ServicePaths.Predict, context => queue.RunAsync(() => AnswerAsync(context, PredictAsync)));
        routes.MapPost(ServicePaths.Explain, context => queue.RunAsync(() => ExplainAsync(context)));
    }

    /// <summary>
    /// Predicts by managed code once it is the request's turn or, where native code scores rows, together with the rows of other requests.
    /// </summary>
    private async Task<ReadOnlyMemory<byte>> PredictAsync(GivenRows given, CancellationToken cancellation)
    {
        if (!model.Predictor.PrefersBlocks)
        {
            return await queue.ComputeAsync(() => Answer(given, (json, i) =>
                _answers.Write(json, given.Rows[i], model.Predictor.Predict(given.Rows[i].Values)), cancellation), cancellation);
        }

        RowOutcome[] outcomes = await _gatherer.PredictAsync([.. given.Rows.Select(row => row.Values)], cancellation);
        return Answer(given, (json, i) =>
        {
            if (outcomes[i].Fault is { } fault)
                ExceptionDispatchInfo.Throw(fault);
            _answers.Write(json, given.Rows[i], outcomes[i].Prediction!);
        }, cancellation);
    }

    private Task ExplainAsync(HttpContext context) => model.Explainer is not { } explainer
        ? throw new ProblemException(StatusCodes.Status501NotImplemented, $"Predictions are not explained. {model.Unexplained}")
        : AnswerAsync(context, (given, cancellation) => queue.ComputeAsync(() => Answer(given, (json, i) =>
        {
            GivenRow row = given.Rows[i];
            (RowPrediction prediction, (string, float)[] contributions) = explainer.Explain(row.Values);
            _answers.Write(json, row, prediction, explainer, contributions);
        }, cancellation), cancellation));

    private async Task AnswerAsync(HttpContext context, Func<GivenRows, CancellationToken, Task<ReadOnlyMemory<byte>>> compute)
    {
        GivenRows given = await _reader.ReadAsync(context.Request);
        ReadOnlyMemory<byte> answer = await compute(given, context.RequestAborted);
        metrics.AddRows(given.Rows.Count);
        await JsonBody.SendAsync(context, answer);
    }

    private static ReadOnlyMemory<byte> Answer(GivenRows given, Action<Utf8JsonWriter, int> write, CancellationToken cancellation) =>
        JsonBody.Of(json =>
        {
            if (!given.IsOne)
                json.WriteStartArray();
            for (int i = 0; i < given.Rows.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                try
                {
                    write(json, i);
                }
                catch (Exception fault) when (fault is ArgumentException or InvalidDataException)
                {
                    throw Wrong(given, i, fault);
                }
            }

            if (!given.IsOne)
                json.WriteEndArray();
        });

    private static RowOutcome[] Together(ServedModel model, ServiceMetrics metrics, IReadOnlyList<JsonObject> rows)
    {
        metrics.AddBatch();
        return model.Predictor.PredictTogether(rows);
    }

    /// <summary>What was wrong with a row. An image's fault stands within one that advises whoever wrote the pipeline.</summary>
    private static ProblemException Wrong(GivenRows given, int place, Exception fault)
    {
        GivenRow row = given.Rows[place];
        string subject = row.File is { } file ? $"'{file}': " : given.IsOne ? "" : $"Row {place}: ";
        string what = fault is InvalidDataException { InnerException: InvalidDataException image }
            ? $"the image cannot be read: {image.Message}" : fault.Message;
        return new ProblemException(StatusCodes.Status400BadRequest, subject + what, given.IsOne ? null : place);
    }
}
