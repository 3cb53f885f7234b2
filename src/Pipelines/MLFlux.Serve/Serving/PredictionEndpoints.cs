using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MLFlux.Guarding;
using MLFlux.Monitoring;
using MLFlux.Paths;
using MLFlux.Served;

namespace MLFlux.Serving;

/// <summary><c>POST /predict</c> and <c>POST /explain</c>: one row gives one answer, an array of rows an array.</summary>
internal sealed class PredictionEndpoints(ServedModel model, RequestQueue queue, ServiceMetrics metrics, ModelServiceOptions options)
{
    /// <summary>Letters as they are: the answer is no markup, and is not taken for any.</summary>
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly RowsReader _reader = new(model, options);
    private readonly AnswerWriter _answers = new(model);

    public void MapTo(IEndpointRouteBuilder routes)
    {
        routes.MapPost(ServicePaths.Predict, context => queue.RunAsync(() => AnswerAsync(context, (json, row) =>
            _answers.Write(json, row, model.Predictor.Predict(row.Values)))));
        routes.MapPost(ServicePaths.Explain, context => queue.RunAsync(() => model.Explainer is { } explainer
            ? AnswerAsync(context, (json, row) =>
            {
                (RowPrediction prediction, (string, float)[] contributions) = explainer.Explain(row.Values);
                _answers.Write(json, row, prediction, explainer, contributions);
            })
            : throw new ProblemException(StatusCodes.Status501NotImplemented, $"Predictions are not explained. {model.Unexplained}")));
    }

    private async Task AnswerAsync(HttpContext context, Action<Utf8JsonWriter, GivenRow> write)
    {
        GivenRows given = await _reader.ReadAsync(context.Request);
        ArrayBufferWriter<byte> answer =
            await queue.ComputeAsync(() => Answer(given, write, context.RequestAborted), context.RequestAborted);
        metrics.AddRows(given.Rows.Count);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(answer.WrittenMemory, context.RequestAborted);
    }

    private static ArrayBufferWriter<byte> Answer(GivenRows given, Action<Utf8JsonWriter, GivenRow> write, CancellationToken cancellation)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, s_plain);
        if (!given.IsOne)
            json.WriteStartArray();
        for (int i = 0; i < given.Rows.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                write(json, given.Rows[i]);
            }
            catch (Exception fault) when (fault is ArgumentException or InvalidDataException)
            {
                throw Wrong(given, i, fault);
            }
        }

        if (!given.IsOne)
            json.WriteEndArray();
        json.Flush();
        return buffer;
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
