using System.CommandLine;
using MLFlux.Tool.Running;

namespace MLFlux.Tool.Commands;

/// <summary><c>mlflux serve model.zip</c>: the model as a web service, with a page.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    private static readonly ModelServiceOptions s_defaults = new();

    public static Command Create()
    {
        Argument<string> model = Arguments.Model();
        var urls = new Option<string>("--urls") { HelpName = "URL",
            Description = "Where to listen, several with semicolons between; port 0 is a free one. Addresses that other machines reach "
                + "need --api-key-file.",
            DefaultValueFactory = _ => s_defaults.Urls };
        var key = new Option<string?>("--api-key-file") { HelpName = "FILE",
            Description = "File with the key that callers have to send, as 'Authorization: Bearer KEY' or 'X-Api-Key: KEY'." };
        Option<int?> rows = Arguments.Count("--max-rows", $"The most rows of a request. Default: {s_defaults.MaxRows}.");
        Option<int?> kilobytes = Arguments.Count(
            "--max-body", $"The most kilobytes of a request's body. Default: {s_defaults.MaxBodyBytes >> 10}.");
        Option<int?> requests = Arguments.Count(
            "--max-requests", $"The most requests for predictions at once; others get status 503. Default: {s_defaults.MaxRequests}.");
        var logsRequests = new Option<bool>("--log-requests") { Description = "Log each request, not only those that fail." };
        var command = new Command(Name, "Serves a model: predictions and explanations as JSON, and a page with a form.")
        {
            model, urls, key, rows, kilobytes, requests, logsRequests,
        };
        command.SetService(parsed => ServeRun.Run(parsed.GetRequiredValue(model), new ModelServiceOptions
        {
            Urls = parsed.GetRequiredValue(urls),
            ApiKey = parsed.GetValue(key) is { } file ? ServeRun.ReadKey(file) : null,
            MaxRows = parsed.GetValue(rows) ?? s_defaults.MaxRows,
            MaxBodyBytes = parsed.GetValue(kilobytes) is int count ? (long)count << 10 : s_defaults.MaxBodyBytes,
            MaxRequests = parsed.GetValue(requests) ?? s_defaults.MaxRequests,
            LogsRequests = parsed.GetValue(logsRequests),
        }));
        return command;
    }
}
