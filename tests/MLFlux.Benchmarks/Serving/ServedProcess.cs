using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MLFlux.Benchmarks.Serving;

/// <summary>A service in a process of its own, whose memory is thus its own, too.</summary>
internal sealed class ServedProcess : IDisposable
{
    public const string Command = "serve-here";

    private const string Local = "http://127.0.0.1:0";

    private readonly Process _process;

    private ServedProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where predictions are posted.</summary>
    public Uri Address { get; }

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <param name="model">The model to serve; null for an endpoint that does nothing.</param>
    public static ServedProcess Start(string? model)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!, [Command, .. model is null ? Array.Empty<string>() : [model]]) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Insert(0, "exec");
            start.ArgumentList.Insert(1, typeof(ServedProcess).Assembly.Location);
        }

        Process process = Process.Start(start)!;
        string address = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The service does not start.");
        return new ServedProcess(process, new Uri(address));
    }

    /// <summary>Serves in this process until it is ended.</summary>
    public static async Task ServeHereAsync(string? model)
    {
        await using WebApplication service = model is null ? Empty() : ModelService.Create(model, new() { Urls = Local });
        await service.StartAsync();
        Console.WriteLine($"{service.Urls.Single()}/predict");
        await service.WaitForShutdownAsync();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>The least that a minimal API can be.</summary>
    private static WebApplication Empty()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(Local);
        WebApplication service = builder.Build();
        service.MapPost("/predict", () => "");
        return service;
    }
}
