using Microsoft.ML;
using MLFlux.Samples;

namespace CensusIncome;

/// <summary>People to learn from: those of UCI Adult, or made ones.</summary>
internal static class Census
{
    private const int MadePeople = 6_000;

    /// <summary>The columns that hold numbers.</summary>
    public static readonly string[] Numbers =
        [nameof(Person.Age), nameof(Person.EducationYears), nameof(Person.CapitalGain), nameof(Person.CapitalLoss),
        nameof(Person.HoursPerWeek)];

    /// <summary>The columns that hold one of a few words.</summary>
    public static readonly string[] Words =
        [nameof(Person.Workclass), nameof(Person.Education), nameof(Person.MaritalStatus), nameof(Person.Occupation),
         nameof(Person.Relationship), nameof(Person.Ethnicity), nameof(Person.Sex), nameof(Person.NativeCountry)];

    public static IDataView Load(MLContext ml, Settings settings) => settings.FindFile("adult.csv") is string path
        ? ml.Data.LoadFromTextFile<Person>(path, separatorChar: ',', hasHeader: true, trimWhitespace: true)
        : ml.Data.LoadFromEnumerable(MadeCensus.Make(MadePeople, settings.Seed));
}
