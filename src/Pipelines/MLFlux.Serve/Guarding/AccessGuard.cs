using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using MLFlux.Paths;

namespace MLFlux.Guarding;

/// <summary>Lets those in who have the key or, where there is none, those who name this machine as the loopback device does.</summary>
/// <param name="key">The key; null for none.</param>
internal sealed class AccessGuard(string? key)
{
    /// <summary>What the page keeps the key in, so that its links lead somewhere, too.</summary>
    public const string Cookie = "mlflux_key";

    private const string Header = "X-Api-Key", Bearer = "Bearer ";

    private readonly byte[]? _digest = key is null ? null : Digest(key);

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        SetHeaders(context.Response.Headers);
        if (_digest is null)
        {
            // A page of somebody else whose name leads to this machine names itself here: its scripts are not to use the model.
            string host = context.Request.Host.Host;
            return host.Length == 0 || OptionChecks.IsLocalName(host) ? next(context) : Problem.WriteAsync(
                context, StatusCodes.Status421MisdirectedRequest, $"The request is for host '{host}'; expected localhost or 127.0.0.1, "
                + "since the service has no API key.");
        }

        if (IsOpen(context.Request.Path) || HasKey(context.Request))
            return next(context);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.WriteAsync(
            context, StatusCodes.Status401Unauthorized, $"Send the API key as 'Authorization: Bearer KEY' or '{Header}: KEY'.");
    }

    /// <summary>What needs no key: whether the service lives, and the files of the page, which asks for the key by itself.</summary>
    private static bool IsOpen(PathString path) =>
        path.StartsWithSegments(ServicePaths.Health, StringComparison.Ordinal)
        || path.Value is "/" or ServicePaths.Style or ServicePaths.Script;

    /// <summary>Compares digests, which are of one length, in a time that does not depend on where they differ.</summary>
    private bool HasKey(HttpRequest request)
    {
        string? authorization = request.Headers.Authorization;
        string? given = authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true
            ? authorization[Bearer.Length..].Trim() : request.Headers[Header].FirstOrDefault() ?? request.Cookies[Cookie];
        return given is not null && CryptographicOperations.FixedTimeEquals(Digest(given), _digest);
    }

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Nothing from elsewhere is loaded, and no other page may hold this one.</summary>
    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
    }
}
