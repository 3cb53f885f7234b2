using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MLFlux.Paths;
using MLFlux.Provenance;
using MLFlux.Served;

namespace MLFlux.Pages;

/// <summary>What people and programs read: the form, the card, the report, and the description of the API.</summary>
internal sealed class PageEndpoints(ServedModel model, ModelServiceOptions options)
{
    private const string Html = "text/html; charset=utf-8", Json = "application/json";

    /// <summary>A report has its style in it, and its pictures; it loads nothing.</summary>
    private const string ReportPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'";

    private readonly string _report = Path.ChangeExtension(model.Path, ".html");

    public void MapTo(IEndpointRouteBuilder routes)
    {
        JsonObject document = OpenApiDocument.Of(model, options);
        Map(routes, "/", Html, FormPage.Of(model, File.Exists(_report)));
        Map(routes, ServicePaths.Style, "text/css; charset=utf-8", PageAssets.Read("page.css"));
        Map(routes, ServicePaths.Script, "text/javascript; charset=utf-8", PageAssets.Read("page.js"));
        Map(routes, ServicePaths.Model, Json, JsonSerializer.Serialize(model.Card, CardJson.Default.ModelCard));
        Map(routes, ServicePaths.Card, Html, CardPage.Of(model.Card.ToString(), $"{model.Name}: model card"));
        Map(routes, ServicePaths.OpenApi, Json, document.ToJsonString(OpenApiDocument.Plain));
        Map(routes, ServicePaths.OpenApiPage, Html, ApiPage.Of(document));
        if (File.Exists(_report))
        {
            routes.MapGet(ServicePaths.Report, context =>
            {
                context.Response.Headers.ContentSecurityPolicy = ReportPolicy;
                context.Response.ContentType = Html;
                return context.Response.SendFileAsync(_report, context.RequestAborted);
            });
        }
    }

    /// <summary>A path with a text that stays as it is.</summary>
    public static void Map(IEndpointRouteBuilder routes, string path, string contentType, string content)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(content);
        routes.MapGet(path, context =>
        {
            context.Response.ContentType = contentType;
            context.Response.ContentLength = bytes.Length;
            return context.Response.Body.WriteAsync(bytes, 0, bytes.Length);
        });
    }
}
