<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Consent Desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version}, with Qt {qt}. MIT licence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It sends nothing to anybody and never changes itself. Qt and psycopg are used under the LGPL: they lie as separate files in the program&apos;s folder and may be replaced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licences of every part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version} is there since {day}: {words} Whoever looks after this computer installs it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AccessCard</name>
    <message>
        <source>Who would look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does … have access to …?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose who would look, and whose record it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is their own record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history is being read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot tell</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ActiveDialog</name>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason, for the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a reason.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AddPersonDialog</name>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record or staff number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a role.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the record or staff number.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AllowDialog</name>
    <message>
        <source>Answer {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} asks to see your records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it means</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is left to allow. Put something back, or cancel and press Decline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the page, then allow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can leave something out, or make it shorter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The end that {name} asked for has passed. You can say no, or share with an end of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} sees nothing new until you press Allow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kinds that come later are not included.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out. {name} does not get this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You said no to {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your yes is recorded. Your no to {kinds} is not, and {name} still waits for it. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} still waits for your answer about your {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnswerBox</name>
    <message>
        <source>Answer: {word}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AskDialog</name>
    <message>
        <source>Ask {patient}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you will ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is shared until {patient} says yes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient reads it beside your request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no end date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BackupCard</name>
    <message>
        <source>Backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up every day</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BackupDialog</name>
    <message>
        <source>Folder for the backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backing up…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, {size}. It was opened and read back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BrandSide</name>
    <message>
        <source>Consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locks by itself after 2 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You decide who sees your health records.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop sharing at any time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose when it ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See everything that happened</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CalendarGrid</name>
    <message>
        <source>Month before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month after</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChainStep</name>
    <message>
        <source>{action}: {who}, {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event {number}. {words}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckCard</name>
    <message>
        <source>Do I have access?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history is being read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for {kinds}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot tell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a patient, and the log is asked.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message>
        <source>Read the page, then share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If something is wrong, press a step above to change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it means</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChoosePassword</name>
    <message>
        <source>Choose your password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your staff number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least 12 characters. Some words in a row are easy to remember and hard to guess.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New password once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two were not the same. Type it again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChoosePin</name>
    <message>
        <source>Choose your PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your record number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Six numbers that nobody can guess: not your birth date, not 123456.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New PIN, 6 numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type them once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New PIN once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two were not the same. Choose again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClinicHome</name>
    <message>
        <source>Clinic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClinicPage</name>
    <message>
        <source>Clinic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed in as {name}, {role}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Safety</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Access</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CodeDialog</name>
    <message>
        <source>Good once, until {when}. It is shown this one time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For {name}, number {number}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good once, until {when}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the sign-in press “I have a one-time code”, type it, and choose your {secret}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody at the clinic needs to know your {secret}. Throw this paper away afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stands on the paper from the desk. Capitals and dashes do not matter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose and sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Confirmation</name>
    <message>
        <source>Shared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is told at the next sign-in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can stop it at any time under Who can see.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For {purpose}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>when you stop it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this share by itself, at the end of {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} in the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is recorded as entry {number} in the history. The lists follow in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConsentFrame</name>
    <message>
        <source>What you will agree to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I can stop this at any time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you agreed to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close without waiting?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may still be recorded. What happened tells you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave without sharing?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is shared, and what you filled in is not kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConsentWindow</name>
    <message>
        <source>Consent Desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A PIN would open your locked screen faster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your session has ended: you may not act in this role any more. Sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CountLine</name>
    <message>
        <source>See {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See {number}: {words}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Something went wrong in this program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For whoever helps you: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing that was recorded is lost, and what you were filling in is still there. What you did last may not have been recorded: look before you repeat it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report holds no names and nothing from a record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A report without names and without anything from a record is kept in {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DamageStrip</name>
    <message>
        <source>Part of the history is damaged. Stopping a share still works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the history is damaged. Stopping a share still works. Choose an event “Damaged” below to settle it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeclineDialog</name>
    <message>
        <source>Say no to {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is about your {kinds}. Nothing new is shared with {name}; what {name} can see now stays as it is. You can still share later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeedSection</name>
    <message>
        <source>What does the paper say?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} lets somebody see records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} says no to a request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop sharing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} stops what is shared</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeskHome</name>
    <message>
        <source>Patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeskPage</name>
    <message>
        <source>{name}, {role}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand the screen to the patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper is entered</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailCard</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What led to what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settle the damage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As stored (JSON)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The event as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No event chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>True from {time}, recorded {recorded}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DialogFrame</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditPersonDialog</name>
    <message>
        <source>Nothing is different from what the register says.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EndLine</name>
    <message>
        <source>No end date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the end as asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it shorter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EndPicker</name>
    <message>
        <source>It lasts to the end of the day you choose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until I stop it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until midnight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no end date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>press a day in the calendar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EndSection</name>
    <message>
        <source>Until when?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EndedRequestCard</name>
    <message>
        <source>{pro} asked to see your {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share after all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share after all with {name}, {kinds}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>declined {moment}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EraseDialog</name>
    <message>
        <source>Looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason, or the ground for keeping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep, and record the ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} events could not be read any more. Backups made until today have to be gone by {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The person is erased</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That it was done, and why, stands in the history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ground stands in the history.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EventLine</name>
    <message>
        <source>Shared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Said no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done by you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done by the clinic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done by {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EventsTable</name>
    <message>
        <source>Events, a table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>CSV file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} people in {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list is exported</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterMenu</name>
    <message>
        <source>{filter}: {choice}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>Search events by name or record number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anyone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Granted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the door</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People and roles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 event, notices left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} events, notices left out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindDialog</name>
    <message>
        <source>Whose records do you want to see?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the record number and the birth date of that person. Ask them if you do not know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find another patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>day month year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A patient who is not in your list is found by the whole record number and the birth date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the whole record number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the birth date, for instance 14 May 1961.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has this record number and this birth date.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindPatient</name>
    <message>
        <source>Record number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day month year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the whole record number and the birth date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the birth date as day, month and year, for instance 15 7 1981.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No patient has this record number and this birth date. Check both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is your own record.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindingLine</name>
    <message>
        <source>Event {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event {number}, about {title}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FirstRunWindow</name>
    <message>
        <source>Consent Desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consent</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FormDialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HandedWindow</name>
    <message>
        <source>You have the clinic&apos;s screen. Give it back when you are done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the desk</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HappenedPage</name>
    <message>
        <source>What happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The newest first: {some} of {all}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Said no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you share, stop or answer stands here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of this kind happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press All to see everything.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryHome</name>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>Position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Access for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing matches these filters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 newer event – show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} newer events – show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The event</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HowLongPage</name>
    <message>
        <source>Until when?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This share stops by itself. You can stop it sooner.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HowLongSection</name>
    <message>
        <source>Until they stop it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until when?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to the end of that day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no end date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportCard</name>
    <message>
        <source>Import people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV or FHIR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose files, or drop them here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consents are never imported with people.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs a look: same name and birthday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines that are no person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files of people (*.csv *.tsv *.json *.ndjson *.jsonl);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose files of people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at {names}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} · {rows} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import 1 person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import {number} people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing, {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{new} new, {changed} corrected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The people are imported</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>IntegrityBadge</name>
    <message>
        <source>Checking the history…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} events, unbroken but for {lost} lost to damage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History verified: {number} events, unbroken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History damaged at position {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History could not be checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checked {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never anchored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sealed copy has left this computer. See consent-desktop checkpoint --help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last anchored {when}, one event since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last anchored {when}, {number} events since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last anchored {when}, nothing since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{anchored}; anchored events lost to damage: {lost}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>IntegrityCard</name>
    <message>
        <source>Integrity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last proof saved elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save proof</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}, {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every event is read and compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sentence} Checked {when}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History could not be checked</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyAsk</name>
    <message>
        <source>Recovery kit, or passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the clinic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This clinic is protected, and this computer does not hold its key. Type the recovery kit from the paper, or the passphrase. Nothing was opened.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KindLine</name>
    <message>
        <source>Put back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put back {kind}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out {kind}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KindsSection</name>
    <message>
        <source>What do you ask to see?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of it waits for an answer already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can see all kinds already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Already asked, waiting for an answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can see these already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can see these until {day}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ListCard</name>
    <message>
        <source>{title} ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And {number} more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LockCard</name>
    <message>
        <source>PIN, 6 numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I am someone else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, type your PIN to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, type your password to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use my password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the PIN of my shift</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>Consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your work is kept. Nothing is shown while it is locked.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LockWarning</name>
    <message>
        <source>This ends in {seconds} seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locks in {seconds} seconds</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LookDialog</name>
    <message>
        <source>And {number} more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MatrixHead</name>
    <message>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MatrixLine</name>
    <message>
        <source>Stop all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MatrixView</name>
    <message>
        <source>Show 20 more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message>
        <source>The entry that goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the entry that goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the same entry. Choose the other one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NobodyYet</name>
    <message>
        <source>Nobody can see your records yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can share with a doctor, a nurse or someone in your family. You choose what they see and until when.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share with someone</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoticeCard</name>
    <message>
        <source>Mark as seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as seen: {words} {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We could not record that this notice waits for you. What it says has happened. Please tell the desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This notice is still being recorded. You need do nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On its way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not be recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was tried three times. What it says has happened and stands in the history. Tell whoever looks after this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as seen: event {number}, {patient}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoticesPanel</name>
    <message>
        <source>Notices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your notices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No notices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers of patients will stand here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OpenRequestCard</name>
    <message>
        <source>Waiting for your answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} asks to see your {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow {name}, {kinds}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decline {name}, {kinds}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>This program made a mistake. Nothing was changed, and nothing recorded is lost.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OpeningWindow</name>
    <message>
        <source>Consent Desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the clinic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rebuilding the views: {done} of {total} entries</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OwnRequestCard</name>
    <message>
        <source>You asked {patient} to let you see these: {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the request to {name}, {kinds}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PagesDialog</name>
    <message>
        <source>Working</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaperDialog</name>
    <message>
        <source>Signed paper of {patient}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What will be recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You enter what stands on the paper. The history says that you did.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whom does it name?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whom the paper names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no end date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaperEndPicker</name>
    <message>
        <source>Until the patient stops it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaperItselfSection</name>
    <message>
        <source>The paper itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day on the paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>day month year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the paper lies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>folder, shelf or room</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PasswordCard</name>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least 12 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I forgot my password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An administrator gives you a one-time code. With it you choose a new password.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide {field}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {field}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PathField</name>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose: {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PatientCard</name>
    <message>
        <source>Find a patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name or record number of a patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a patient shares is not shown here: it is told to the patient and to whom it concerns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter signed paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print a one-time code</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PatientHeader</name>
    <message>
        <source>Consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who can see</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PatientPane</name>
    <message>
        <source>Your record number, or your full name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your birth date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for instance 21.4.1954</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the day, the month and the year when you were born.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type your record number, or your full name.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PatientsModel</name>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exams</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consult.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ER visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PatientsPage</name>
    <message>
        <source>{name}, {role}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name or record number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl K</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find another patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I can see</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ending soon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No access</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check access</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patients whom you asked, or who share with you, stand here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PatientsTable</name>
    <message>
        <source>My patients, a table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeopleFilters</name>
    <message>
        <source>Everyone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doctors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nurses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Staff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeopleModel</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PIN</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>Export the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, record number or staff number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the spelling, or choose another filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is in the register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A one-time code lets them choose their PIN or password.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeopleTable</name>
    <message>
        <source>People, a table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PersonActions</name>
    <message>
        <source>The correction is recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The entries are merged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not active any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PersonForm</name>
    <message>
        <source>Full name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>day month year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Specialty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for instance Heart doctor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the full name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the birth date, for instance 14 May 1961.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the birth date: it tells people of the same name apart.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PersonList</name>
    <message>
        <source>Show 20 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PersonPane</name>
    <message>
        <source>Back to everybody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a person in the table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print a one-time code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roles and units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deactivate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make active again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last here: {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units: {units}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A one-time code is good until {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This entry was merged into another one and stays closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not active: nothing new happens in this person&apos;s name.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PersonPicker</name>
    <message>
        <source>Name or number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody of that name or number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are more. Type on, or type the whole number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}: {name}, {second}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PinCard</name>
    <message>
        <source>PIN, 6 numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>6 numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I forgot my PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask at the desk for a one-time code. With it you choose a new PIN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>6 numbers, {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear all numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back one number</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfessionalHome</name>
    <message>
        <source>Patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notices, {number} not seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That did not happen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} need not answer any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You took the request back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} is told at the next sign-in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your request was sent</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProofCard</name>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have a one-time code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many tries in a row, so this one was not looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in one second.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in {seconds} seconds.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProofDialog</name>
    <message>
        <source>Folder for the proof</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It counts {count} events.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PurposeSection</name>
    <message>
        <source>for {purpose}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In your own words, if you like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purpose in your own words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the knee operation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is it for?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>I am a patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I work here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We show nobody before they have proved who they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A demonstration: we show part of each name only. In a real clinic nobody is shown before they are known.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Sections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock (Ctrl+L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReasonSection</name>
    <message>
        <source>What for?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper does not say</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RequestCard</name>
    <message>
        <source>Waiting for your answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} asks to see your {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it means</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No end date. It lasts until you stop it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}. Then it stops by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {count} more requests. Press to see all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No reason was given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{reason}. “{note}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} can read your test results and scans. Nothing else changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} can read what was said and decided at your visits. Nothing else changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} can read your illnesses, allergies and medicines. Nothing else changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} can read about your visits to the emergency room. Nothing else changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} can read all your records, also kinds that are added later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} can read the kinds named above. Nothing else changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your message: {note}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the request to {patient} about {kinds}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RequestsPage</name>
    <message>
        <source>What you should know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked of me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody asks to see your records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new request appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have not asked anybody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your requests to other patients stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shared with me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody shares their records with you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When another patient shares with you, it stands here with its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask to see someone’s records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} is told at the next sign-in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your request was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you asked patients, and what they answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have asked nobody yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Under Patients, check a patient and press Ask for what you cannot see.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show 20 more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RestChoice</name>
    <message>
        <source>Say no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And your {kinds}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is told that you said no to this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request stays open, and you can answer later.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message>
        <source>Backups (*.backup);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backup file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery kit of that time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery kit of that time, only if the key was changed since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the backup file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a new folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This backup cannot be restored. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore to the new folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The store in {folder} holds the history up to event {head}. This clinic goes on unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RoleDialog</name>
    <message>
        <source>As what do you work now?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RolesDialog</name>
    <message>
        <source>What changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for instance Ward 3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>day month year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From, empty: at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last day, empty: without end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join a unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the role {role}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the unit {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose what changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a role.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the day, for instance 14 May 2026, or leave it empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SafetyPage</name>
    <message>
        <source>The backup is made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup is restored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proof is saved</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScheduleDialog</name>
    <message>
        <source>Folder for the backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No backup every day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder that is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an hour.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchPane</name>
    <message>
        <source>Your name or record number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First choose yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type at least three letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody in the demonstration is called that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than five people found. Type more letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demonstration: everybody who works here. Choose yourself:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One person found. Choose yourself:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} people found. Choose yourself:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SecondPerson</name>
    <message>
        <source>A second person signs for this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A privacy officer or an administrator other than you types their own number and password here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of the second person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password of the second person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The second person has not signed: number and password are needed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SentenceWithBlanks</name>
    <message>
        <source>Change {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blank</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettleDialog</name>
    <message>
        <source>Settle the damage to {name}’s history?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was shared before stays ended. From now on sharing anew and asking are possible again. Everybody who may read this history can read your reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was done about it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was done about it, for instance: told by telephone.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShareDialog</name>
    <message>
        <source>Share with someone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share with {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is shared until you press Share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} sees nothing new until you press Share.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SharedCard</name>
    <message>
        <source>{kind}, {end}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShiftPinDialog</name>
    <message>
        <source>A PIN for when the screen locks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Six numbers open your own locked screen, for 12 hours. To sign in you still type your password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New PIN, 6 numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type them once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New PIN once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose this PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two were not the same. Choose again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignInScreen</name>
    <message>
        <source>Bigger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open another window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StaffPane</name>
    <message>
        <source>Your staff number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or choose yourself. Who worked here lately:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type your staff number.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {number} of {total}: {word}, {state}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Stopping</name>
    <message>
        <source>Stop all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop sharing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep sharing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop sharing everything with {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop sharing {kinds} with {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It works at once. {name} is told at the next sign-in. This does not answer the request of {name}: it goes on waiting. You can share again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It works at once. {name} is told at the next sign-in. Kinds of records that come later stay shared. You can share again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It works at once. {name} is told at the next sign-in. You can share again later.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>{name} was told by phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printed for {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stands in the history.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TextArea</name>
    <message>
        <source>{used} of {limit}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TextField</name>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TextSizeButton</name>
    <message>
        <source>Now {percent} percent. Press for the next size.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ToTellList</name>
    <message>
        <source>To tell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every patient has been told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {number} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Told by phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was told by phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print for {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TwiceCard</name>
    <message>
        <source>Perhaps entered twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>born {day}: {numbers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the entries of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WaitingCard</name>
    <message>
        <source>Waiting for an answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {number} requests</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WaitingList</name>
    <message>
        <source>Requests that wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No patient has a request to answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose this patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose {name}, who has a request to answer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WaitingRow</name>
    <message>
        <source>{kinds} · asked {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the request to {patient} about {kinds}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMMM</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WhatPage</name>
    <message>
        <source>What may {name} see?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shared already, now and later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shared already, with no end date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shared already until {day}. Choose it to share for longer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WhatSection</name>
    <message>
        <source>Which kinds of record?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WhoPage</name>
    <message>
        <source>Reading who can see your records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who can see my records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share with someone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}. {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}. {count} Press any box to change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of your history is damaged. The privacy officer has to settle that first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharing waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} goes on waiting. You find it under Requests.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You decide later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is told at the next sign-in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You said no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot see your records any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot see your {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You stopped sharing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not stopped yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other patients are found by their record number and birth date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People you know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who do you want to share with?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doctors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nurses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People with that name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role} · can see everything, now and later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role} · can see {count} of {all} kinds of record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role} · can see your {kinds}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role} · could see your {kinds} until {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role} · can see nothing of yours now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody found for “{words}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the spelling, or type only the last name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody here yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the name of a doctor or a nurse, or choose Family.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WhyPage</name>
    <message>
        <source>In your own words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(you can leave this as it is)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use everyday words. Others can read this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} may use what you share here for this only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why are you sharing?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Wizard</name>
    <message>
        <source>A new clinic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In this folder there is no clinic yet. Two people found it; it takes about five minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is the clinic called?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some things take two people, so there are two from the beginning. Each gets codes on paper and chooses a password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy officer: full name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy officer: staff number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Administrator: full name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Administrator: staff number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic&apos;s files are encrypted. A recovery kit on paper opens them, always.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer opens the clinic by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key lies in the key ring of this computer&apos;s account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no key ring: at each start somebody types the passphrase or the recovery kit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase, if you want one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least 16 characters, for instance four words of chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take these papers away from the computer: the recovery kit, twice, and the codes of both people. They are shown once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery kit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So that nobody founds a clinic whose papers are lost: type any one of the codes from the paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stays good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the clinic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The privacy officer and the administrator are two people with two numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two passphrases were not the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved. Print it, then delete the file: whoever has it can open the clinic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>access</name>
    <message>
        <source>{name} is not active at present, and can see nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} can see the {kind}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot see the {kind}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} can see all 4 kinds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} can see none of the 4 kinds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} can see {counted}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ask</name>
    <message>
        <source>Family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Friend or carer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Power of attorney</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Treatment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Care coordination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>help from family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>support in daily life</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>acting by power of attorney</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>care and treatment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>care coordination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>payment for care</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running the clinic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running and checking the clinic’s work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Research</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>medical research</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose what you ask to see.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose what it is for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose until when.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{asker} asks to see {patient}’s {kinds} with {end}, for {purpose}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{asker} asks to see {patient}’s {kinds} until {end}, for {purpose}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>check</name>
    <message>
        <source>{kinds}: yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{kinds}: no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Granted with no end date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Granted until {end}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Granted today {time}, no end date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Granted today {time}, until {end}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Granted {day}, no end date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Granted {day}, until {end}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked, waiting for an answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never asked, never shared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rests while this person is not active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shared for another purpose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient said no on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient stopped it on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended on {day}, because the history was damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request taken back on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not shared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can see the {kind}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You cannot see the {kind}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can see all 4 kinds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can see none of the 4 kinds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can see {counted}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>clinic_forms</name>
    <message>
        <source>Add a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record the correction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deactivate {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing new happens in their name, they cannot sign in, and what they may see rests. The history stays, and patients can still stop what they share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deactivate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make {name} active again?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They can sign in again, and what they were permitted counts again until its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make active again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge {who} into another entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This entry is closed and the other one goes on. Nothing that was shared under this entry goes on with it: merging never lets anybody see more. Both histories stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>codes</name>
    <message>
        <source>PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One-time code for {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With it {name} chooses a {secret} at the sign-in. A new code makes earlier ones worthless; the {secret} that there is goes on until another is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>copy_forms</name>
    <message>
        <source>One file is written, opened again and checked. Choose a stick or a disk elsewhere: a copy beside the history is lost together with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up every day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From that hour on, as soon as the program is open. A day on which the computer was off is shown as missed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A signed line that counts every event until now. Kept out of reach of this computer it shows later whether any of them was changed or left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a proof of the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save proof</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>dates</name>
    <message>
        <source>no end date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>desk</name>
    <message>
        <source>{number} · one request, since {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} · {count} requests, the oldest since {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}: a request of {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}: {other} took a request back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}: {patient} shares with them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}: {patient} answered their request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}: {patient} stopped sharing with them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}: something in their history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}: {sentence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {clinic}, for {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can see all of this, answer and stop sharing at the clinic&apos;s screen, or ask at the desk.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>directory</name>
    <message>
        <source>{name}, {role}, number {number}. Last here: {last}. {secret}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second entry, closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role}, not active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No password</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>endings</name>
    <message>
        <source>Today only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>6 months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A day I choose</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>erasing</name>
    <message>
        <source>Erase {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key to this person&apos;s events is destroyed: nobody reads them again, also not from a copy made later. That there were events stays provable. This cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>events</name>
    <message>
        <source>Asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Granted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notice failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notice seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy took over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content of this event was erased.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic recorded that you said no to {pro}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic recorded that you stopped sharing everything with {pro}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic recorded that you stopped sharing your {kinds} with {pro}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic recorded that you let {pro} see your {kinds} until {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic recorded that you let {pro} see your {kinds} with no end date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You asked to see {patient}’s {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You took back your request to {patient}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a second person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} asked to see {patient}’s {kinds} until {date}, for {purpose}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} asked to see {patient}’s {kinds} until {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} asked to see {patient}’s {kinds} with no end date, for {purpose}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} asked to see {patient}’s {kinds} with no end date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} let {pro} see their {kinds} until {date}, for {purpose}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} let {pro} see their {kinds} until {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} let {pro} see their {kinds} with no end date, for {purpose}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} let {pro} see their {kinds} with no end date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} said no to everything that {pro} asked to see.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} said no to {pro}, who asked to see {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} took back everything they had asked {patient} for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} took back the request to see {patient}’s {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} stopped sharing everything with {pro}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} stopped sharing {kinds} with {pro}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} was entered into the register.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The register’s entry for {patient} was corrected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A notice waits for {patient} at the next sign-in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A notice for {patient} could not be recorded and needs a look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} has seen a notice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of the history was damaged. A checked copy took over from it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of {patient}’s history is damaged. What was shared before this is shared no longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The damage to {patient}’s history was settled; sharing anew is possible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something that this version cannot name happened to {patient}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} asks to see your {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You let {pro} see your {kinds} until {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You let {pro} see your {kinds} with no end date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You said no to {pro}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} took back the request. You need do nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You stopped sharing everything with {pro}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You stopped sharing your {kinds} with {pro}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic entered you into its register.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic corrected what its register says of you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of your history is damaged. What you shared before this is shared no longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic settled the damage to your history. You can share anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} lets you see {kinds} until {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} lets you see {kinds}, with no end date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} said no to your request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} stopped sharing everything with you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} stopped sharing {kinds} with you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deactivated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reactivated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit joined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authority given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authority ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Secret chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code issued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign-in failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erased</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasure refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anchoring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} was given the role “{detail}” until {date}; {second} approved it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} works in {detail} until {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} may act for {patient} until {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending sealed copies away was switched on; {second} approved it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending sealed copies away was switched off; {second} approved it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole history was checked and found unbroken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole history was checked and found damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A notice was printed for {patient}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} was told of a notice by telephone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody whom the clinic does not know tried to sign in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} read {question} of everybody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} is a second entry of {pro} and was closed. Nothing that was shared through it goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} was deactivated: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} was reactivated: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} was given the role “{detail}”; {second} approved it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} no longer has the role “{detail}”; {second} approved it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} works in {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} no longer works in {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} may act for {patient}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} may no longer act for {patient}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} chose a new {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} was given a one-time code for a new {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} signed in as {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing in as {patient} failed: {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} signed out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The screen of {patient} was locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} unlocked the screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} read {question} of {pro}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic “{detail}” was set up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was recorded of a person was erased for good: {detail} {second} approved it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} cannot be erased: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A backup up to event {detail} was made and checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic was restored from a backup up to event {detail}; {second} approved it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic has a new key; {second} approved it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A setting was changed: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} may act for you until {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic printed a notice for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic told you of a notice by telephone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This entry was closed, because you have another one: {pro}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic closed your entry: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic opened your entry again: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} may act for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} may no longer act for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You chose a new {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You were given a one-time code for a new {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You signed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody tried to sign in as you and failed: {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You signed out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your screen was locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You unlocked the screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The privacy officer read {question} of you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You asked to be erased, and the clinic may not: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PIN to resume with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the PIN or password was wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the code was no longer good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it was tried again too soon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the entry is not active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>doctor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nurse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reception</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>privacy officer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>administrator</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>export</name>
    <message>
        <source>The people who are listed now, with number, kind, name, birth date and specialty: no consents, no secrets. The file is not protected; keep it as carefully as the register.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>first_run</name>
    <message>
        <source>The papers could not be written there. Choose another place, or print them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}). Choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Papers of a new clinic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clinic: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy {number} of 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever has this paper and the clinic&apos;s files can read everything. Keep the two copies in two places under lock, away from the computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It opens the clinic where the computer cannot: after a repair, on another computer, from a backup. It is stored nowhere else, and cannot be printed again; a new one can be made while the clinic is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery kit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For {name}, staff number {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With any one of these codes you choose your password at the sign-in: “I work here”, then “I have a one-time code”. Each is good once, for seven days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One-time codes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>The system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody signed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event {number}, {time}, by {who}. {sentence}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kinds</name>
    <message>
        <source>Exams</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consultations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ER visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exams</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>conditions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tests and scans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>visits and notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>illnesses, allergies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>emergency room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all kinds, now and later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blood tests, X-rays, scans and their results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was said and decided at your visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Illnesses, allergies, medicines you take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times you were in the emergency room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All four kinds, now and later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole record, now and later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{several} and {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{some} of 4 kinds</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lock</name>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>look</name>
    <message>
        <source>{name}, born {day}: number {new} in {file}, line {line}; the register has number {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are left out. Is it the same person, correct the number in the file or merge the entries later; is it somebody else, enter them with “Add person”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same name and birthday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are left out; all others are imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines that are no person</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>notices</name>
    <message>
        <source>{patient} said yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can see {kinds}, with no end date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can see {kinds} until {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} said no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You asked to see {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} stopped sharing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can see nothing of it any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can no longer see {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new notice</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>paper</name>
    <message>
        <source>Choose what the paper says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose whom the paper names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose at least one kind of record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose until when.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose what for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the day on the paper, for instance 9 March 2026.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The day on the paper is still to come.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say where the paper lies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} said no to {other}, who asked to see {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} stopped sharing {kinds} with {other}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} lets {other} see their {kinds}, with {end}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} lets {other} see their {kinds} until {end}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed on {day}. The paper lies here: {place}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{other} can already see {kinds} of {patient} for that long. Nothing was recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} does not share {kinds} with {other}. There is nothing to stop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{other} is not waiting for an answer about {kinds}. Nothing was recorded.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>patients</name>
    <message>
        <source>{name}, record number {number}. Exams: {exams}. Consultations: {consultations}. Conditions: {conditions}. ER visits: {er_visits}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, record number {number}. Exams: {exams}. Consultations: {consultations}. Conditions: {conditions}. ER visits: {er_visits}. First end: {until}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>people</name>
    <message>
        <source>The clinic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erased person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doctor {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nurse {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reception {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy officer {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Administrator {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nurse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reception</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy officer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role} · {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role} · {number} · born {day}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>questions</name>
    <message>
        <source>the feed of all events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what could be seen earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>which event led to which</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>who has access to the records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>who can see the records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whose records can be seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the notices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the history</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>reasons</name>
    <message>
        <source>My care and treatment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An operation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A second opinion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So my family can help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I would rather not say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>care and treatment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>help from family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an operation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a second opinion</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>refusals</name>
    <message>
        <source>{other} can already see your {kinds} for that long. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{other} cannot see your {kinds} any more. There is nothing to stop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{other} is not waiting for an answer any more. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have already asked {other} for {kinds}. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can already see {kinds} of {patient} for that long. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} has not answered about {kinds} yet. Nothing was sent again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} has already answered. There is nothing to take back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>requests</name>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}. Then it stops by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No end date, until you stop it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{outcome} on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You asked to see {patient}’s {kinds} until {date}, for {purpose}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You asked to see {patient}’s {kinds} until {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You asked to see {patient}’s {kinds} with no end date, for {purpose}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You asked to see {patient}’s {kinds} with no end date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked on {asked}. Still waiting about {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked on {asked}. Waiting for an answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked on {asked}. The patient said yes on {ended}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked on {asked}. The patient said yes to a part of it; ended on {ended}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked on {asked}. The patient said no on {ended}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked on {asked}. You took it back on {ended}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked on {asked}. Ended on {ended}, because the patient’s history was damaged.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>restoring</name>
    <message>
        <source>A backup goes to a new folder, never over a store that is in use. First it is opened and looked at; nothing is written by that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made {when}, {size}, up to event {head}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} events that were recorded later are not in it, or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No proof tells whether events were recorded after it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No event is known that was recorded after it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} erased people stay erased.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>roles</name>
    <message>
        <source>Roles and units of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from {since} to {until}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from {since}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until {until}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} ({period})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role} (as registered)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roles: {roles}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units: {units}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>safety</name>
    <message>
        <source>today {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not checked lately</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No check of the whole history is noted in the last 24 days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} events. Checked {when}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{line} Unbroken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}: checked, whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}: damage was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}: not checked, the program was not open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}: no history yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last {days} days: on {whole} the history was checked and whole, on {broken} damaged, on {not_checked} not checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never backed up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Should this computer break, the history is lost with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backed up {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened and read back: whole, {size}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{line} It is not protected by a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}: not backed up. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}: not backed up, the computer was off or the program not open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{when}, {count} events since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every day, {hour}:00</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sharing</name>
    <message>
        <source>I, {patient}, let {pro} see my {kinds} until {until}, for {purpose}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I, {patient}, let {pro} see my {kinds} until {until}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I, {patient}, let {pro} see my {kinds} with {until}, for {purpose}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I, {patient}, let {pro} see my {kinds} with {until}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no end date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no end date. It lasts until you stop it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This share stops by itself at the end of {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} may use what you share here for this reason only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No reason is given, so {name} may use what you share here for any purpose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is told at the next sign-in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can stop it at any time under Who can see.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} can read all kinds of your record, and kinds that come later too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} can read your {kinds}. Nothing else changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your {kinds} stay shared with no end date, as before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your {kinds} stay shared until {day}, as before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kinds that come later may stay shared for longer too, as before.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>shell</name>
    <message>
        <source>Demonstration clinic: nobody is real. Not for real patients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This store is not protected by a key: not for real patients.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sign_in</name>
    <message>
        <source>record ends in {end}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>born {year} · record ends in {end}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good morning. Who are you?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good afternoon. Who are you?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good evening. Who are you?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demonstration: the PIN of {name} is {secret}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demonstration: the password of {name} is {secret}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>states</name>
    <message>
        <source>Can see</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks to see</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not shared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You said no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You stopped it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Said no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not active now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partly allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended by damage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allowed: {kinds}. Not allowed: {others}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>who_can_see</name>
    <message>
        <source>{name}, {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {kind}: rests, since they are not active. Press to stop sharing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {kind}: can see, {end}, and asks again. Press to stop sharing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {kind}: can see, {end}. Press to stop sharing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {kind}: asks to see, waiting for you. Press to answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {kind}: ended {when}. Press to share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {kind}: you said no {when}. Press to share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {kind}: you stopped it {when}. Press to share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {kind}: ended {when}, because the history was damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {kind}: request taken back {when}. Press to share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {kind}: not shared. Press to share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop sharing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop sharing all with {name}, later kinds too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop sharing all with {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share with {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop sharing {kind} with {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer {name} about {kind}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share {kind} with {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything, now and later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later kinds too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sees everything, now and later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sees}, later kinds too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sees nothing, asks for {asked}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sees nothing now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sees {some}, asks for {asked} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sees all {some} kinds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sees {some} of {of} kinds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody can see your records now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One person can see some of your records.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Four people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Five people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Six people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seven people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eight people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nine people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{people} can see some of your records.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
