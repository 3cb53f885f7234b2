namespace MLFlux.Served;

/// <summary>What is given for a column.</summary>
internal enum ServedColumnKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A number without decimal places.</summary>
    WholeNumber,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>A text, mostly one of those that were there in training.</summary>
    Category,

    /// <summary>Any text.</summary>
    Text,

    /// <summary>A date, perhaps with a time.</summary>
    Date,

    /// <summary>An image in the form of its file.</summary>
    Image,

    /// <summary>Several values.</summary>
    List,
}
