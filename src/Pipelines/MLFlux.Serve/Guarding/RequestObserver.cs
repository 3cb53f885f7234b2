using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MLFlux.Monitoring;

namespace MLFlux.Guarding;

/// <summary>Counts, times and logs each request, and turns what goes wrong into an answer.</summary>
internal sealed class RequestObserver(ServiceMetrics metrics, ILogger log)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
            if (!context.Response.HasStarted
                && context.Response.StatusCode is (StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed))
                await Problem.WriteAsync(context, context.Response.StatusCode, Unknown(context));
        }
        catch (ProblemException fault)
        {
            if (fault.RetryAfter is int seconds)
                context.Response.Headers.RetryAfter = $"{seconds}";
            await WriteAsync(context, fault.Status, fault.Message, fault.Row);
        }
        catch (BadHttpRequestException fault)
        {
            await WriteAsync(context, fault.StatusCode, fault.Message, null);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception fault) // Whatever it is, the caller gets no stack trace, and the service goes on.
        {
            ServiceLog.Failed(log, fault, context.Request.Method, Path(context));
            await WriteAsync(
                context, StatusCodes.Status500InternalServerError, "The request failed; the service's log has the reason.", null);
        }

        TimeSpan time = Stopwatch.GetElapsedTime(start);
        int status = context.Response.StatusCode;
        metrics.Add(context.Request.Path.Value ?? "", status, time);
        double milliseconds = Math.Round(time.TotalMilliseconds, 2);
        if (status >= StatusCodes.Status400BadRequest)
        {
            ServiceLog.Refused(log, context.Request.Method, Path(context), status, milliseconds,
                context.Items[Problem.ContentType] as string ?? "");
        }
        else
        {
            ServiceLog.Answered(log, context.Request.Method, Path(context), status, milliseconds);
        }
    }

    private static string Path(HttpContext context) => context.Request.Path.Value ?? "";

    private static string Unknown(HttpContext context) => context.Response.StatusCode == StatusCodes.Status404NotFound
        ? $"There is nothing at '{context.Request.Path}'; /openapi.json says what there is."
        : $"'{context.Request.Path}' does not take {context.Request.Method}; it takes {context.Response.Headers.Allow}.";

    private static Task WriteAsync(HttpContext context, int status, string detail, int? row)
    {
        if (!context.Response.HasStarted)
            return Problem.WriteAsync(context, status, detail, row);
        context.Abort(); // A part of the answer is gone already: the caller is to see that it is not whole.
        return Task.CompletedTask;
    }
}
