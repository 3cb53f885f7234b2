namespace MLFlux;

/// <summary>Where a model is served, to whom, and how much at once. Immutable.</summary>
public sealed record ModelServiceOptions
{
    /// <summary>
    /// Where to listen, several with semicolons between. Port 0 is a free one. Default: <c>http://127.0.0.1:5080</c>, which this machine
    /// alone reaches. An address that others reach needs <see cref="ApiKey"/>. TLS is the work of a proxy before the service.
    /// </summary>
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <summary>
    /// What callers have to send as <c>Authorization: Bearer KEY</c> or <c>X-Api-Key: KEY</c>, at least 16 characters; null, the default,
    /// for nothing. Health and the page's own files need none.
    /// </summary>
    public string? ApiKey { get; init; }

    /// <summary>The most bytes of a request's body, at least 1; more end with status 413. Default: 8 MiB.</summary>
    public long MaxBodyBytes { get; init; } = 8 << 20;

    /// <summary>The most rows of a request, at least 1; more end with status 413. Default: 1,000.</summary>
    public int MaxRows { get; init; } = 1_000;

    /// <summary>
    /// The most requests for predictions that may be under way or wait at once, at least 1; more end with status 503 and
    /// <c>Retry-After</c>. Default: 256.
    /// </summary>
    public int MaxRequests { get; init; } = 256;

    /// <summary>
    /// The most pixels of an image, at least 1; more end with status 400 before they are decoded. It holds for the process
    /// (<see cref="ImageLimits.MaxPixels"/>). Default: 24 million.
    /// </summary>
    public int MaxPixels { get; init; } = 24_000_000;

    /// <summary>Whether a line is logged for each request, not only for those that fail. Default: false.</summary>
    public bool LogsRequests { get; init; }
}
