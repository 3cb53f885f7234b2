namespace MLFlux;

/// <summary>Whether a network keeps a promise.</summary>
public enum PromiseOutcome
{
    /// <summary>It does.</summary>
    Kept,

    /// <summary>It does not.</summary>
    Broken,

    /// <summary>The promise is of something that the network has not, such as a form in ONNX.</summary>
    NotApplicable,
}
