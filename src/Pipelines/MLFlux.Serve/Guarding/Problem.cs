using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace MLFlux.Guarding;

/// <summary>Answers of what went wrong, as RFC 9457 writes them.</summary>
internal static class Problem
{
    public const string ContentType = "application/problem+json";

    /// <summary>Letters as they are: the answer is no markup, and is not taken for any.</summary>
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="context">The request.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="detail">What was wrong, in a sentence for the caller.</param>
    /// <param name="row">The place of the row that was wrong, counted from 0; null where it was none.</param>
    public static async Task WriteAsync(HttpContext context, int status, string detail, int? row = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_plain))
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteString("title", ReasonPhrases.GetReasonPhrase(status));
            json.WriteNumber("status", status);
            json.WriteString("detail", detail);
            json.WriteString("instance", context.Request.Path);
            if (row is int place)
                json.WriteNumber("row", place);
            json.WriteEndObject();
        }

        context.Items[ContentType] = detail; // For the log.
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = buffer.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }
}
