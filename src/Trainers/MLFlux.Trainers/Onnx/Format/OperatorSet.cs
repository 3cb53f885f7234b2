namespace MLFlux.Onnx;

/// <summary>The version of a domain's operators.</summary>
/// <param name="Domain">The domain; empty or null for ONNX's own operators.</param>
/// <param name="Version">The operator set's number.</param>
internal readonly record struct OperatorSet(string? Domain, long Version)
{
    /// <summary>Whether the operators are ONNX's own, rather than a program's.</summary>
    public bool IsOwn => string.IsNullOrEmpty(Domain) || Domain == "ai.onnx";
}
