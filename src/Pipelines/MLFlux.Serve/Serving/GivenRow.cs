using System.Text.Json.Nodes;

namespace MLFlux.Serving;

/// <summary>A row of a request.</summary>
/// <param name="Values">Its values by the names of their columns.</param>
/// <param name="File">The name of the file that it was sent as; null for rows of JSON.</param>
internal sealed record GivenRow(JsonObject Values, string? File = null);
