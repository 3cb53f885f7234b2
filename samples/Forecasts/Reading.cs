using Microsoft.ML.Data;

namespace Forecasts;

/// <summary>What a station measured in an hour; −200 for what it did not.</summary>
public sealed class Reading
{
    public DateTime Time { get; set; }

    /// <summary>Carbon monoxide, mg/m³.</summary>
    [ColumnName("CO(GT)")]
    public float CarbonMonoxide { get; set; }

    /// <summary>Benzene, µg/m³.</summary>
    [ColumnName("C6H6(GT)")]
    public float Benzene { get; set; }

    /// <summary>Nitrogen oxides, ppb.</summary>
    [ColumnName("NOx(GT)")]
    public float NitrogenOxides { get; set; }

    /// <summary>Temperature, °C.</summary>
    [ColumnName("T")]
    public float Temperature { get; set; }
}
