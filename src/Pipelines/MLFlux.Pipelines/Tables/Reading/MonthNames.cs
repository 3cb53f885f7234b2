namespace MLFlux.Tables;

/// <summary>Names of months and weekdays, in full and cut, in several languages.</summary>
internal static class MonthNames
{
    // Written out, since the names that .NET has differ from machine to machine.
    private static readonly string[] s_written =
    [
        "jan january januar janvier enero gennaio janeiro januari ene gen janv jän jänner styczeń leden ocak "
            + "stycznia január ianuarie ledna январь января янв січня tammikuu tammikuuta ιανουαρίου",
        "feb february februar février febrero febbraio fevereiro februari fev févr luty únor şubat "
            + "lutego února február februarie февраль "
            + "февраля фев лютого helmikuu helmikuuta φεβρουαρίου",
        "mar march märz mars marzo março maart mrz mär mrt marts marzec březen mart "
            + "marca března március márc martie март марта мар березня maaliskuu maaliskuuta μαρτίου maret",
        "apr april avril abril aprile avr abr kwiecień duben nisan "
            + "kwietnia dubna április ápr aprilie апрель апреля апр квітня huhtikuu huhtikuuta απριλίου",
        "may mai mayo maggio maio mei maj mag květen mayıs "
            + "maja května május máj май мая травня toukokuu toukokuuta μαΐου",
        "jun june juni juin junio giugno junho giu czerwiec červen haziran "
            + "czerwca června június jún iunie июнь июня июн червня kesäkuu kesäkuuta ιουνίου",
        "jul july juli juillet julio luglio julho lug juil lipiec červenec temmuz "
            + "lipca července július júl iulie июль июля июл липня heinäkuu heinäkuuta ιουλίου",
        "aug august août agosto augustus augusti ago aoû sierpień srpen ağustos "
            + "sierpnia srpna augusztus август августа авг серпня elokuu elokuuta αυγούστου agustus",
        "sep sept september septembre septiembre settembre setembro set wrzesień září eylül "
            + "września szeptember szept septembrie сентябрь сентября "
            + "сен сент вересня syyskuu syyskuuta σεπτεμβρίου",
        "oct october oktober octobre octubre ottobre outubro okt ott out październik říjen ekim "
            + "października října október octombrie октябрь "
            + "октября окт жовтня lokakuu lokakuuta οκτωβρίου",
        "nov november novembre noviembre novembro listopad kasım "
            + "listopada listopadu noiembrie ноябрь ноября ноя нояб marraskuu marraskuuta νοεμβρίου",
        "dec december dezember décembre diciembre dicembre dezembro dez déc dic desember prosinec grudzień aralık "
            + "grudnia prosince декабрь декабря дек грудня joulukuu joulukuuta decembrie δεκεμβρίου",
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
        "sábado", "domingo", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica", "maandag", "dinsdag",
        "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota",
        "niedziela", "понедельник", "вторник", "среда", "четверг", "пятница",
        "суббота", "воскресенье", "пн", "вт", "ср", "чт", "пт",
        "сб", "вс",
    ], StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The month, from 1; 0 for a word that names none.</summary>
    public static int MonthOf(ReadOnlySpan<char> word) => s_months.TryGetValue(word, out int month) ? month : 0;

    public static bool IsWeekday(ReadOnlySpan<char> word) => s_days.Contains(word);

    /// <summary>Whether a word among the parts of a date says nothing: <c>3 de mayo de 2024</c>, <c>5 мая 2024 г.</c></summary>
    public static bool IsFiller(ReadOnlySpan<char> word) => word is "de" or "del" or "of" or "г" or "року";
}
