namespace MLFlux.Experiments;

/// <summary>A baseline cannot be compared, for a reason that its user understands.</summary>
internal sealed class LeftOutException(string reason, Exception? cause = null) : Exception(reason, cause);
