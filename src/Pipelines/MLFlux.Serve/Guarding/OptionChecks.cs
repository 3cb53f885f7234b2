using System.Net;
using Microsoft.AspNetCore.Http;

namespace MLFlux.Guarding;

/// <summary>What options of a service may be.</summary>
internal static class OptionChecks
{
    private const int LeastKey = 16;

    /// <exception cref="ArgumentException">An option is out of its range, or addresses are open to others without a key.</exception>
    public static void Check(ModelServiceOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxBodyBytes, 1, nameof(options.MaxBodyBytes));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxRows, 1, nameof(options.MaxRows));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxRequests, 1, nameof(options.MaxRequests));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxPixels, 1, nameof(options.MaxPixels));
        if (options.ApiKey is { Length: < LeastKey } key)
        {
            throw new ArgumentException(
                $"The API key has {key.Length} characters; expected at least {LeastKey}, such as of: openssl rand -hex 16");
        }

        if (options.ApiKey is { } given && given.Any(letter => letter is <= ' ' or > '~' or ';' or ','))
        {
            throw new ArgumentException(
                "The API key has a blank, a comma, a semicolon or a letter beyond ASCII, which headers do not carry; expected letters, "
                + "digits and signs.");
        }

        string[] urls = options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (urls.Length == 0)
            throw new ArgumentException("There is no address to listen at; expected one such as http://127.0.0.1:5080.");
        foreach (string url in urls)
            Check(url, options.ApiKey is not null);
    }

    private static void Check(string url, bool hasKey)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url);
        }
        catch (FormatException fault)
        {
            throw new ArgumentException($"The address '{url}' is none; expected one such as http://127.0.0.1:5080.", fault);
        }

        if (address.Port > IPEndPoint.MaxPort)
            throw new ArgumentException($"The address '{url}' has port {address.Port}; expected at most {IPEndPoint.MaxPort}.");

        if (address.Scheme != "http")
        {
            throw new ArgumentException(
                $"The address '{url}' begins with {address.Scheme}; expected http: TLS is the work of a proxy before the service.");
        }

        if (!hasKey && !IsLocal(address))
        {
            throw new ArgumentException(
                $"The address '{url}' is open to other machines, and there is no API key: anybody who reaches it could use the model. "
                + "Give a key (--api-key-file FILE of the command, ApiKey of a program), or listen at http://127.0.0.1:5080.");
        }
    }

    private static bool IsLocal(BindingAddress address) => address.IsUnixPipe || IsLocalName(address.Host);

    /// <summary>Whether a host, as in an address or a header, is this machine by its loopback device.</summary>
    public static bool IsLocalName(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
