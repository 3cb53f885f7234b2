namespace MLFlux.Models;

/// <summary>What <c>Network.json</c> has of the views at scoring.</summary>
internal sealed record ViewsManifest
{
    public required bool Mirrored { get; init; }

    public required int Shift { get; init; }

    /// <summary>The column of the pictures, among several; null for the only column.</summary>
    public string? Column { get; init; }

    public static ViewsManifest Of(ScoringViews views) =>
        new() { Mirrored = views.Mirrored, Shift = views.Shift, Column = views.Column };

    /// <summary>The views, which fit the network's columns.</summary>
    /// <param name="inputs">The columns.</param>
    /// <param name="task">What the network predicts.</param>
    /// <exception cref="InvalidDataException">They do not fit, or are none.</exception>
    public ScoringViews Read(InputLayout inputs, PredictionTask task)
    {
        try
        {
            return new ScoringViews(Mirrored, Shift, Column).For(inputs, task);
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException($"{ModelContent.Network} has views at scoring that are none: {fault.Message}", fault);
        }
    }
}
