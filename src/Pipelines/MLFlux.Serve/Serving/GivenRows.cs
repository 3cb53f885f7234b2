namespace MLFlux.Serving;

/// <summary>The rows of a request.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="IsOne">Whether one row came by itself, and one answer goes back by itself.</param>
internal sealed record GivenRows(IReadOnlyList<GivenRow> Rows, bool IsOne);
