using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace MLFlux.Monitoring;

/// <summary>The log: JSON, a line an event, on the error output.</summary>
internal static partial class ServiceLog
{
    public const string Category = "MLFlux.Serve";

    public static void AddTo(ILoggingBuilder logging, bool logsRequests)
    {
        logging.AddJsonConsole(json => (json.UseUtcTimestamp, json.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.SetMinimumLevel(LogLevel.Warning).AddFilter(Category, logsRequests ? LogLevel.Information : LogLevel.Warning)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // What fails at the start reaches the caller.
    }

    [LoggerMessage(1, LogLevel.Information, "{Method} {Path} {Status} in {Milliseconds} ms")]
    public static partial void Answered(ILogger log, string method, string path, int status, double milliseconds);

    [LoggerMessage(2, LogLevel.Warning, "{Method} {Path} {Status} in {Milliseconds} ms: {Detail}")]
    public static partial void Refused(ILogger log, string method, string path, int status, double milliseconds, string detail);

    [LoggerMessage(3, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void Failed(ILogger log, Exception fault, string method, string path);
}
