using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.ML;
using MLFlux.Guarding;
using MLFlux.Monitoring;
using MLFlux.Pages;
using MLFlux.Paths;
using MLFlux.Served;
using MLFlux.Serving;

namespace MLFlux;

/// <summary>
/// A web service of one model: <c>POST /predict</c>, <c>POST /explain</c>, <c>GET /model</c>, <c>/openapi.json</c>,
/// <c>/health/live</c>, <c>/health/ready</c>, <c>/metrics</c>, and a page with a form at <c>/</c>.
/// </summary>
public static class ModelService
{
    /// <summary>How long requests under way have when the service is to end.</summary>
    private static readonly TimeSpan s_shutdownTime = TimeSpan.FromSeconds(25);

    /// <summary>
    /// Makes the service; <c>RunAsync</c> of the result listens until the process is told to end (SIGTERM or Ctrl+C), and lets requests
    /// under way finish. It reads no configuration, neither of files nor of the environment. Its log is JSON, a line an event, on the
    /// error output.
    /// </summary>
    /// <remarks><code>
    /// await using WebApplication service = ModelService.Create("model.zip");
    /// await service.RunAsync();
    /// </code></remarks>
    /// <param name="modelPath">The model file, of any task; a report of the same name beside it, <c>.html</c>, is shown, too.</param>
    /// <param name="options">The options, or null, the default, for the default ones.</param>
    /// <exception cref="IOException">The model cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is none, or none that predicts single rows given by name.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, or addresses are open to others without a key.</exception>
    /// <example>
    /// <code>
    /// WebApplication service = ModelService.Create("model.zip", new ModelServiceOptions { Urls = "http://127.0.0.1:5080" });
    /// service.Run();
    /// </code>
    /// </example>
    public static WebApplication Create(string modelPath, ModelServiceOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelPath);
        options ??= new ModelServiceOptions();
        OptionChecks.Check(options);
        ImageLimits.MaxPixels = options.MaxPixels;
        ServedModel model = ServedModel.Load(new MLContext(), modelPath);

        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(options.Urls).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
        });
        builder.Services.AddRoutingCore().Configure<HostOptions>(host => host.ShutdownTimeout = s_shutdownTime);
        ServiceLog.AddTo(builder.Logging, options.LogsRequests);
        var metrics = new ServiceMetrics();
        builder.Services.AddSingleton(_ => new RequestQueue(options.MaxRequests, metrics)); // Disposed with the service.
        WebApplication service = builder.Build();

        var queue = service.Services.GetRequiredService<RequestQueue>();
        ILogger log = service.Services.GetRequiredService<ILoggerFactory>().CreateLogger(ServiceLog.Category);
        service.Use(new RequestObserver(metrics, log).InvokeAsync);
        service.Use(new AccessGuard(options.ApiKey).InvokeAsync);
        service.UseRouting();
        new PredictionEndpoints(model, queue, metrics, options).MapTo(service);
        new HealthEndpoints(service.Lifetime).MapTo(service);
        service.MapGet(ServicePaths.Metrics, metrics.WriteAsync);
        new PageEndpoints(model, options).MapTo(service);
        return service;
    }
}
