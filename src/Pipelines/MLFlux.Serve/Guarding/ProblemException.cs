namespace MLFlux.Guarding;

/// <summary>The request cannot be answered, and the caller is to be told so.</summary>
/// <param name="status">The status of the answer.</param>
/// <param name="detail">What was wrong, in a sentence for the caller.</param>
/// <param name="row">The place of the row that was wrong, counted from 0; null where it was none.</param>
internal sealed class ProblemException(int status, string detail, int? row = null) : Exception(detail)
{
    public int Status => status;

    public int? Row => row;

    /// <summary>For how many seconds the caller had better wait; null where waiting does not help.</summary>
    public int? RetryAfter { get; init; }
}
