using Microsoft.ML.Data;

namespace TaxiFare;

/// <summary>A row of the New York taxi data, in the order of its columns.</summary>
internal sealed class Trip
{
    [LoadColumn(0)]
    public string Vendor { get; set; } = "";

    /// <summary>1 by the meter, 2 a flat fare to the airport, and so on.</summary>
    [LoadColumn(1)]
    public string RateCode { get; set; } = "";

    [LoadColumn(2)]
    public float Passengers { get; set; }

    [LoadColumn(3)]
    public float Seconds { get; set; }

    [LoadColumn(4)]
    public float Miles { get; set; }

    [LoadColumn(5)]
    public string Payment { get; set; } = "";

    /// <summary>The fare in dollars.</summary>
    [LoadColumn(6)]
    public float Label { get; set; }
}
