using Microsoft.AspNetCore.Builder;
using MLFlux;

namespace MLFluxApp._1;

/// <summary>The web service: predictions, explanations and a page of the model, and what you add.</summary>
public static class HouseService
{
    public static WebApplication Create(string modelPath, string urls)
    {
        WebApplication service = ModelService.Create(modelPath, new ModelServiceOptions { Urls = urls });
        service.MapGet("/hello", () => "hello");
        return service;
    }
}
