namespace MLFlux;

/// <summary>Which model an experiment speaks for.</summary>
public enum Preference
{
    /// <summary>The network: it is better than every baseline by more than chance gives.</summary>
    Network,

    /// <summary>A baseline: it is better than the network by more than chance gives.</summary>
    Baseline,

    /// <summary>The best baseline and the network are within noise.</summary>
    Either,

    /// <summary>No baseline was compared.</summary>
    Unknown,
}
