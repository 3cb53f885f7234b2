namespace MLFlux.Tables;

/// <summary>Names of months and weekdays, in full and cut, in several languages.</summary>
internal static class MonthNames
{
    // Written out, since the names that .NET has differ from machine to machine.
    private static readonly string[] s_written =
    [
        "jan january januar janvier enero gennaio janeiro januari ene gen janv jän jänner styczeń leden ocak",
        "feb february februar février febrero febbraio fevereiro februari fev févr luty únor şubat",
        "mar march märz mars marzo março maart mrz mär mrt marts marzec březen mart",
        "apr april avril abril aprile avr abr kwiecień duben nisan",
        "may mai mayo maggio maio mei maj mag květen mayıs",
        "jun june juni juin junio giugno junho giu czerwiec červen haziran",
        "jul july juli juillet julio luglio julho lug juil lipiec červenec temmuz",
        "aug august août agosto augustus augusti ago aoû sierpień srpen ağustos",
        "sep sept september septembre septiembre settembre setembro set wrzesień září eylül",
        "oct october oktober octobre octubre ottobre outubro okt ott out październik říjen ekim",
        "nov november novembre noviembre novembro listopad kasım",
        "dec december dezember décembre diciembre dicembre dezembro dez déc dic desember prosinec grudzień aralık",
    ];

    private static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> s_months = s_written
        .SelectMany((names, month) => names.Split(' ').Select(name => (name, month + 1)))
        .ToDictionary(pair => pair.name, pair => pair.Item2, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_days = new HashSet<string>(
    [
        "mon", "monday", "tue", "tues", "tuesday", "wed", "wednesday", "thu", "thur", "thurs", "thursday", "fri", "friday", "sat",
        "saturday", "sun", "sunday",
        "mo", "montag", "di", "dienstag", "mi", "mittwoch", "do", "donnerstag", "fr", "freitag", "sa", "samstag", "so", "sonntag",
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes", "miércoles", "jueves", "viernes",
        "sábado", "domingo",
    ], StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The month, from 1; 0 for a word that names none.</summary>
    public static int MonthOf(ReadOnlySpan<char> word) => s_months.TryGetValue(word, out int month) ? month : 0;

    public static bool IsWeekday(ReadOnlySpan<char> word) => s_days.Contains(word);
}
