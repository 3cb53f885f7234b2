namespace MLFlux.Models;

/// <summary>What <c>Network.json</c> has of one head among several, beside its name and task, which stand in its network.</summary>
internal sealed record HeadManifest
{
    /// <summary>The labels of the head, in the order of its scores; null for numbers.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>For a regression by quantiles: which they are.</summary>
    public double[]? Quantiles { get; init; }

    /// <summary>What is added to each quantile, in the label's unit; null for nothing.</summary>
    public float[]? QuantileShifts { get; init; }

    /// <summary>What the head's raw outputs are divided by; null for nothing.</summary>
    public double? Temperature { get; init; }

    /// <summary>What a file has of a head.</summary>
    public static HeadManifest Of(ModelHead head) => new()
    {
        Classes = head.Classes,
        Quantiles = head.Quantiles is { } levels ? [.. levels] : null,
        QuantileShifts = head.QuantileShifts is { } shifts ? [.. shifts] : null,
        Temperature = head.Temperature,
    };
}
