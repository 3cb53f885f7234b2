namespace MLFlux.Tables;

/// <summary>How surely a field is a date.</summary>
internal enum DateForm
{
    /// <summary>Hardly anything else is written so: <c>2024-01-31</c>.</summary>
    Plain,

    /// <summary>A whole number is written so, too: <c>20240131</c>. A few fields, all of them dates, are dates.</summary>
    Compact,

    /// <summary>A number with decimal places is written so, too: <c>01.2024</c>. Several fields, all of them dates, are dates.</summary>
    Decimal,

    /// <summary>A version is written so, too: <c>3.10.12</c>. Such fields are dates beside plain ones.</summary>
    Version,
}
