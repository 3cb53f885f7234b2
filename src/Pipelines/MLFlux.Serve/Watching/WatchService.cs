using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MLFlux.Guarding;
using MLFlux.Pages;
using MLFlux.Paths;

namespace MLFlux.Watching;

/// <summary>A page of a training on a free port of the loopback device: curves, mistakes, and a button that ends the fit.</summary>
internal static class WatchService
{
    private const string State = "/state", Stop = "/stop";

    /// <summary>
    /// What the page's script sends along. A page of somebody else cannot: a browser would ask this service first whether it may.
    /// </summary>
    private const string FromPage = "X-MLFlux-Watch";

    /// <param name="story">What is told.</param>
    /// <param name="stop">Called when the user presses the button.</param>
    public static WebApplication Create(TrainingStory story, Action stop)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddRoutingCore();
        WebApplication service = builder.Build();
        service.Use(new AccessGuard(key: null).InvokeAsync);
        service.UseRouting();
        PageEndpoints.Map(service, "/", "text/html; charset=utf-8", WatchPage.Of(story.Title));
        PageEndpoints.Map(service, ServicePaths.Style, "text/css; charset=utf-8", PageAssets.Read("page.css"));
        PageEndpoints.Map(service, WatchPage.Script, "text/javascript; charset=utf-8", PageAssets.Read("watch.js"));
        service.MapGet(State, context => WriteAsync(context, story));
        service.MapPost(Stop, context =>
        {
            if (!context.Request.Headers.ContainsKey(FromPage))
                return Problem.WriteAsync(context, StatusCodes.Status403Forbidden, $"The page's button sends the header {FromPage}.");
            stop();
            return WriteAsync(context, story);
        });
        return service;
    }

    private static Task WriteAsync(HttpContext context, TrainingStory story) => JsonBody.SendAsync(context, JsonBody.Of(story.Write));
}
