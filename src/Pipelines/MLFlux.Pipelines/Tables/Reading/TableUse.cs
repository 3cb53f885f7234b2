using System.Collections.Frozen;
using MLFlux.Progress;

namespace MLFlux.Tables;

/// <summary>What of a file is needed.</summary>
internal sealed record TableUse
{
    /// <summary>A column that may be absent from the file, but is read where it is there; null for none.</summary>
    public string? Absent { get; init; }

    /// <summary>Columns that are neither asked for nor read: all their values are missing.</summary>
    public IReadOnlySet<string> Unread { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Columns of which the values are checked: labels, and groups.</summary>
    public IReadOnlyList<LabelCheck> Checked { get; init; } = [];

    /// <summary>Counts the rows that are read, in all passes; null for nobody.</summary>
    public RowCounter? Counter { get; init; }

    public bool IsUnread(string name) => Unread.Contains(name);

    public bool MayLack(string name) => name == Absent || IsUnread(name);
}
