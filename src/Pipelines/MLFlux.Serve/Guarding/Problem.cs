using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace MLFlux.Guarding;

/// <summary>Answers of what went wrong, as RFC 9457 writes them.</summary>
internal static class Problem
{
    public const string ContentType = "application/problem+json";

    /// <param name="context">The request.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="detail">What was wrong, in a sentence for the caller.</param>
    /// <param name="row">The place of the row that was wrong, counted from 0; null where it was none.</param>
    public static async Task WriteAsync(HttpContext context, int status, string detail, int? row = null)
    {
        ReadOnlyMemory<byte> body = JsonBody.Of(json =>
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
        });
        context.Items[ContentType] = detail; // For the log.
        context.Response.StatusCode = status;
        await JsonBody.SendAsync(context, body, ContentType);
    }
}
