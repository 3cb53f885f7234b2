namespace MLFlux.Tool.Running;

/// <summary>The main result is there; what should have come after it is not.</summary>
internal sealed class PartlyDoneException(string message, int exitCode, Exception cause) : Exception(message, cause)
{
    public int ExitCode => exitCode;
}
