namespace MLFlux.Tables;

/// <summary>How many lines of a file have something to be said of, and which is the first.</summary>
internal sealed class LineCount
{
    public long Count { get; private set; }

    public long First { get; private set; }

    public void Add(long line)
    {
        if (Count++ == 0)
            First = line;
    }
}
