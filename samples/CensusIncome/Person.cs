using Microsoft.ML.Data;

namespace CensusIncome;

/// <summary>A row of the census, in the order of the columns of UCI Adult.</summary>
internal sealed class Person
{
    [LoadColumn(0)]
    public float Age { get; set; }

    [LoadColumn(1)]
    public string Workclass { get; set; } = "";

    [LoadColumn(3)]
    public string Education { get; set; } = "";

    [LoadColumn(4)]
    public float EducationYears { get; set; }

    [LoadColumn(5)]
    public string MaritalStatus { get; set; } = "";

    [LoadColumn(6)]
    public string Occupation { get; set; } = "";

    [LoadColumn(7)]
    public string Relationship { get; set; } = "";

    [LoadColumn(8)]
    public string Ethnicity { get; set; } = "";

    [LoadColumn(9)]
    public string Sex { get; set; } = "";

    [LoadColumn(10)]
    public float CapitalGain { get; set; }

    [LoadColumn(11)]
    public float CapitalLoss { get; set; }

    [LoadColumn(12)]
    public float HoursPerWeek { get; set; }

    [LoadColumn(13)]
    public string NativeCountry { get; set; } = "";

    /// <summary>Whether the person earns more than 50,000 dollars a year.</summary>
    [LoadColumn(14)]
    public bool Label { get; set; }
}
