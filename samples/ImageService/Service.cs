using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MLFlux;

namespace ImageService;

/// <summary>The web service: <c>POST /classify</c> with an image as the body.</summary>
internal static class Service
{
    private const int MostBytes = 8 << 20;

    /// <summary>Photographs have up to 24 million; what announces more is refused before it is decoded.</summary>
    private const int MostPixels = 24_000_000;

    /// <summary>Two of the largest pictures at once; others wait, however many clients there are.</summary>
    private const long MostBytesAtOnce = 400 << 20;

    /// <param name="modelPath">A model that ImageClassification saved.</param>
    /// <param name="address">Where to listen, such as <c>http://127.0.0.1:5080</c>.</param>
    public static WebApplication Create(string modelPath, string address)
    {
        (ImageLimits.MaxPixels, ImageLimits.MaxBytesAtOnce) = (MostPixels, MostBytesAtOnce);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // Larger uploads end with status 413 before they are read into memory.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MostBytes);
        builder.Services.AddSingleton(new Predictor(modelPath));
        WebApplication service = builder.Build();
        service.Urls.Add(address);
        service.MapPost("/classify", Classify);
        return service;
    }

    private static async Task<IResult> Classify(HttpRequest request, Predictor predictor)
    {
        try
        {
            using var body = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 0, MostBytes));
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
            return Results.Json(await predictor.ClassifyAsync(body.ToArray(), request.HttpContext.RequestAborted));
        }
        catch (BadHttpRequestException fault) // The client's fault, such as an upload that is too large: nothing to log.
        {
            return Results.Text($"{fault.Message}\n", statusCode: fault.StatusCode);
        }
        catch (InvalidDataException fault)
        {
            return Results.Text($"The upload is no image: {fault.InnerException?.Message}.\n", statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
