using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ImageService;

/// <summary>The web service: <c>POST /classify</c> with an image as the body.</summary>
internal static class Service
{
    private const int MostBytes = 8 << 20;

    /// <param name="modelPath">A model that ImageClassification saved.</param>
    /// <param name="address">Where to listen, such as <c>http://127.0.0.1:5080</c>.</param>
    public static WebApplication Create(string modelPath, string address)
    {
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
        using var body = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 0, MostBytes));
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        try
        {
            return Results.Json(predictor.Classify(body.ToArray()));
        }
        catch (InvalidDataException fault)
        {
            return Results.Text($"The upload is no image: {fault.InnerException?.Message}.\n", statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
