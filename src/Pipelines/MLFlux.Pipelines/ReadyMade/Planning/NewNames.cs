namespace MLFlux.ReadyMade;

/// <summary>Names for columns that a pipeline adds: none hides one of the data.</summary>
internal sealed class NewNames(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = [.. taken];

    /// <summary>A name made of a column's and what is made of it: <c>age_scaled</c>.</summary>
    public string Of(string column, string suffix)
    {
        string name = $"{column}_{suffix}";
        while (!_taken.Add(name))
            name += "_";
        return name;
    }
}
