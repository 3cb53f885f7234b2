using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using MLFlux.Guarding;
using MLFlux.Paths;

namespace MLFlux.Serving;

/// <summary>
/// <c>GET /health/live</c>, while the process answers, and <c>GET /health/ready</c>, also as <c>/health</c>, until it is to end.
/// </summary>
internal sealed class HealthEndpoints(IHostApplicationLifetime lifetime)
{
    private static readonly byte[] s_live = Encoding.UTF8.GetBytes("""{"status":"live"}"""),
        s_ready = Encoding.UTF8.GetBytes("""{"status":"ready"}""");

    public void MapTo(IEndpointRouteBuilder routes)
    {
        routes.MapGet(ServicePaths.Live, context => WriteAsync(context, s_live));
        routes.MapGet(ServicePaths.Ready, WriteReadyAsync);
        routes.MapGet(ServicePaths.Health, WriteReadyAsync);
    }

    /// <summary>The model is loaded before the service listens.</summary>
    private Task WriteReadyAsync(HttpContext context) => lifetime.ApplicationStopping.IsCancellationRequested
        ? throw new ProblemException(StatusCodes.Status503ServiceUnavailable, "The service is about to end.")
        : WriteAsync(context, s_ready);

    private static Task WriteAsync(HttpContext context, byte[] json)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        return context.Response.Body.WriteAsync(json, 0, json.Length);
    }
}
