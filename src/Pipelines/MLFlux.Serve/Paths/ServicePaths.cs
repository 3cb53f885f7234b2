namespace MLFlux.Paths;

/// <summary>The paths of the service.</summary>
internal static class ServicePaths
{
    public const string Predict = "/predict", Explain = "/explain", Model = "/model", Card = "/card", Report = "/report",
        OpenApi = "/openapi.json", OpenApiPage = "/openapi", Health = "/health", Live = "/health/live", Ready = "/health/ready",
        Metrics = "/metrics", Style = "/page.css", Script = "/page.js";

    /// <summary>All paths that are counted by name.</summary>
    public static readonly string[] All =
        ["/", Predict, Explain, Model, Card, Report, OpenApi, OpenApiPage, Health, Live, Ready, Metrics, Style, Script];
}
