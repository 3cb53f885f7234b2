namespace MLFlux;

/// <summary>What a ready pipeline makes of a column.</summary>
public enum ColumnUse
{
    /// <summary>What is to be predicted.</summary>
    Label,

    /// <summary>The weight of the row.</summary>
    Weight,

    /// <summary>Not an input of the network.</summary>
    LeftOut,

    /// <summary>
    /// A number, or a vector of numbers: scaled by median and interquartile range, within (−3, 3), then missing ones filled with the
    /// mean; where there are rows enough, also one of some bins of equally many rows.
    /// </summary>
    Number,

    /// <summary>True or false, as 1 or 0.</summary>
    Boolean,

    /// <summary>One of some levels, one-hot; the network learns a short vector for each where there are many.</summary>
    Category,

    /// <summary>One of so many levels that they share slots, by a hash of each.</summary>
    Hashed,

    /// <summary>
    /// Text in words, by ML.NET's <c>FeaturizeText</c>; long texts that tell classes apart, and those of scripts without blanks between
    /// words, as tokens, which have a branch of their own.
    /// </summary>
    Text,

    /// <summary>A date, as year, and sine and cosine of month, weekday and hour.</summary>
    Date,

    /// <summary>An image, as a vector of pixels; in a table a branch of its own, beside that of the other columns.</summary>
    Image,

    /// <summary>The group of rows that a ranking puts in order.</summary>
    Group,

    /// <summary>A list of choices in words, such as <c>red;blue</c>: for each choice a 1 or 0.</summary>
    Choices,
}
