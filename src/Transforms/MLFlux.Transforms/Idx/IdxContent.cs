namespace MLFlux.Idx;

/// <summary>What an IDX file is read for, which decides the ranks it may have.</summary>
internal enum IdxContent
{
    /// <summary>Rank 2 to 4, the first dimension counting the rows.</summary>
    Images,

    /// <summary>Rank 1.</summary>
    Labels,
}
