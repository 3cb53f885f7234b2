using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace MLFlux.Guarding;

/// <summary>Answers in JSON, written whole before the first byte is sent: what fails half way is no half answer.</summary>
internal static class JsonBody
{
    public const string ContentType = "application/json";

    /// <summary>Letters as they are: the answer is no markup, and is not taken for any.</summary>
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes of what is written.</summary>
    public static ReadOnlyMemory<byte> Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_plain))
            write(json);
        return buffer.WrittenMemory;
    }

    /// <summary>Sends a body as the answer.</summary>
    public static async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> body, string contentType = ContentType)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }
}
