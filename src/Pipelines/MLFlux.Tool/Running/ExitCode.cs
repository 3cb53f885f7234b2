namespace MLFlux.Tool.Running;

/// <summary>What the command ends with.</summary>
internal static class ExitCode
{
    public const int Done = 0, Failed = 1, WrongOptions = 2, Cancelled = 130;
}
