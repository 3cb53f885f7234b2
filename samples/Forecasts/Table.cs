using System.Globalization;
using MLFlux;

namespace Forecasts;

/// <summary>The mean absolute errors of several forecasts of the same windows.</summary>
internal static class Table
{
    private const int Name = 10, Cell = 11;

    public static void Write(IReadOnlyList<(string Name, IReadOnlyList<ForecastFigures> Figures)> forecasts)
    {
        Console.WriteLine("mean absolute error over the day");
        Console.WriteLine(string.Concat(forecasts.Select(forecast => forecast.Name.PadLeft(Cell)).Prepend("".PadRight(Name))));
        for (int column = 0; column < forecasts[0].Figures.Count; column++)
        {
            IEnumerable<string> errors = forecasts.Select(forecast =>
                forecast.Figures[column].MeanAbsoluteError.ToString("0.000", CultureInfo.InvariantCulture).PadLeft(Cell));
            Console.WriteLine(string.Concat(errors.Prepend(forecasts[0].Figures[column].Column.PadRight(Name))));
        }
    }
}
